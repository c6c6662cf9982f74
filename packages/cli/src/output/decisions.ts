import { Decision, Request, Source, Step } from '@product-gateways/mesh';
import { Format } from '../arguments/args';
import { Configuration } from '../configuration/Configuration';
import { Io } from '../io';
import { code, markdownTable, yamlBlock } from './markdown';
import { printable } from './printable';
import { indented, quoteOf, quoteText } from './quote';
import { remarksOn } from './report';
import { answerOf, isAnswered, partOf, requestText } from './words';

/** What one gateway, in one cluster, does with a request. */
export interface Answered {
  /** The gateway's name, or the probe's. */
  readonly id: string;
  readonly cluster: string;
  readonly decision: Decision;
}

interface Decisions {
  readonly answers: readonly Answered[];
  readonly configuration: Configuration;
  /** Absent: each probe was a request of its own. */
  readonly request?: Request;
}

export function decisions(found: Decisions, format: Format, io: Io): string {
  if (format === 'json') return jsonOf(found);
  // Of one request people look for who answers it; of many the order is theirs.
  const { request, answers } = found;
  const isYes = ({ decision }: Answered) => Number(isAnswered(decision));
  const ordered = request
    ? { ...found, answers: answers.toSorted((a, b) => isYes(b) - isYes(a)) }
    : found;
  return format === 'markdown' ? markdownOf(ordered) : textOf(ordered, io);
}

/** A line for each answer: thousands of them can be read as they come. */
function jsonOf({ answers, configuration }: Decisions): string {
  const lines = answers.map(({ id, cluster, decision }) => {
    const { outcome, status, location, destinations, decidedBy } = decision;
    return JSON.stringify({
      id,
      cluster: isOneCluster(configuration) ? undefined : cluster,
      outcome,
      status,
      location,
      destinations: destinations.map(each => ({
        cluster: each.cluster,
        weight: each.weight,
        clusterExists: each.exists,
      })),
      route: decidedBy && {
        kind: decidedBy.kind,
        namespace: decidedBy.namespace,
        name: decidedBy.name,
      },
    });
  });
  return `[\n${lines.join(',\n')}\n]\n`;
}

function textOf(found: Decisions, io: Io): string {
  const { answers, configuration, request } = found;
  const parts = [
    ...(request
      ? [`${io.style('bold', printable(requestText(request)))}\n`]
      : []),
    ...(answers.length > 0
      ? answers.map(answer => answerText(answer, configuration, io))
      : [`${noGateway}\n`]),
    ...remarksOn(configuration).map(remark => `${printable(remark)}\n`),
  ];
  return parts.join('\n');
}

const noGateway = 'No gateway workload is there.';

function answerText(
  { id, cluster, decision }: Answered,
  configuration: Configuration,
  io: Io,
): string {
  const isYes = isAnswered(decision);
  const where = isOneCluster(configuration) ? id : `${cluster}: ${id}`;
  const title = `${printable(where)} → ${io.style(
    isYes ? 'green' : 'red',
    printable(answerOf(decision)),
  )}\n`;
  const source = decisiveSource(decision);
  const quote = source && quoteOf(configuration, cluster, source);
  return [
    title,
    ...folded(decision.steps).map(step => `${stepText(step, io)}\n`),
    ...(quote ? [`\n${indented(quoteText(quote, io))}`] : []),
  ].join('');
}

function stepText({ taken, text, source }: Step, { style }: Io): string {
  const mark = taken ? style('green', '✓') : style('red', '✗');
  const where = source ? style('dim', `  (${printable(partOf(source))})`) : '';
  return `  ${mark} ${printable(text)}${where}`;
}

/** Nobody reads a hundred routes that were passed over; the last ones are the nearest misses. */
const passedShown = 8;

function folded(steps: readonly Step[]): readonly Step[] {
  const passed = steps.filter(isPassed);
  const hidden = new Set(passed.slice(0, -passedShown));
  if (hidden.size === 0) return steps;
  const first = steps.findIndex(isPassed);
  const text = `${hidden.size} routes before do not match`;
  const kept = steps.filter(step => !hidden.has(step));
  return kept.toSpliced(first, 0, { at: 'route', taken: false, text });
}

const isPassed = ({ at, taken, source }: Step) =>
  at === 'route' && !taken && source !== undefined;

/** The route that was taken; where none was, what let the request in, or not. */
function decisiveSource({ steps }: Decision): Source | undefined {
  const decisive = (at: Step['at']) =>
    steps.findLast(step => step.at === at && step.source && !isPassed(step));
  return (decisive('route') ?? decisive('listener'))?.source;
}

function markdownOf({ answers, configuration, request }: Decisions): string {
  const rows = answers.map(({ id, cluster, decision }) => {
    const source = decisiveSource(decision);
    return {
      cells: [
        ...(isOneCluster(configuration) ? [] : [code(cluster)]),
        code(id),
        `${isAnswered(decision) ? '✅' : '❌'} ${code(answerOf(decision))}`,
        source ? code(partOf(source)) : '',
      ],
      quote: source && quoteOf(configuration, cluster, source),
    };
  });
  const headings = ['Gateway', 'Answer', 'Decided by'];
  const quotes = new Map(
    rows.flatMap(({ quote }) => (quote ? [[quote.where, quote]] : [])),
  );
  return [
    ...(request ? [`**${code(requestText(request))}**\n`] : []),
    rows.length > 0
      ? markdownTable(
          isOneCluster(configuration) ? headings : ['Cluster', ...headings],
          rows.map(({ cells }) => cells),
        )
      : `${noGateway}\n`,
    ...[...quotes.values()].map(
      ({ where, lines }) => `${code(where)}\n\n${yamlBlock(lines)}`,
    ),
    ...remarksOn(configuration).map(remark => `- ${code(remark)}\n`),
  ].join('\n');
}

const isOneCluster = ({ mesh }: Configuration) => mesh.size === 1;
