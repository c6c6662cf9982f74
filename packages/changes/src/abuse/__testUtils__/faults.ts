import MarkdownIt from 'markdown-it';
import { isDeepStrictEqual } from 'node:util';
import { parse, parseAllDocuments } from 'yaml';
import { branchOf } from '../../branchOf';
import { ChangePlan, FileEdit, Wave } from '../../ChangePlan';
import { Intent } from '../../Intent';
import { pullRequestBody } from '../../pullRequestBody';
import { pullRequestTitle } from '../../pullRequestTitle';
import { Field } from './fields';

/** What must not be true of the answer to a string in a field: a refusal is a readable sentence, a plan holds the string as it is. */
export function faultsOfAnswer(
  { name, asking, written }: Field,
  value: string,
  answer: ChangePlan | string,
): string[] {
  if (typeof answer === 'string')
    return /^[^\p{Cc}\u2028\u2029\ufeff]{10,}$/u.test(answer)
      ? []
      : [`${name}: ${JSON.stringify(answer)}`];
  const isLost = written && !stringsIn(answer).has(written(value));
  return [
    ...faultsOf(answer, asking(value)),
    ...(isLost ? ['is not written'] : []),
  ].map(fault => `${name}: ${fault}`);
}

/** What must not be true of a plan, whatever was asked; none, where all is well. */
function faultsOf(plan: ChangePlan, asked: Intent): string[] {
  return plan.waves.flatMap(wave => [
    ...wave.edits.flatMap(edit => [...pathFaults(edit), ...textFaults(edit)]),
    ...branchFaults(branchOf(asked, wave)),
    ...bodyFaults(wave, plan, asked),
  ]);
}

/** Every string that a plan's files hold, keys of maps too, as YAML reads them. */
function stringsIn({ waves }: ChangePlan): Set<string> {
  const found = new Set<string>();
  const collect = (value: unknown): void => {
    if (typeof value === 'string') found.add(value);
    else if (typeof value === 'object' && value !== null)
      Object.entries(value).flat().forEach(collect);
  };
  for (const { after = '' } of waves.flatMap(({ edits }) => edits))
    parseAllDocuments(after).forEach(document => collect(document.toJS()));
  return found;
}

/** Only plain names, below the folder of a cluster or the one of what people apply. */
function pathFaults({ path }: FileEdit): string[] {
  return /^(clusters|installs)\/(east|west)(\/[a-z0-9][a-z0-9.-]*)*\.yaml$/.test(
    path,
  ) && !path.includes('..')
    ? []
    : [`path ${path}`];
}

/** Readers of YAML 1.1, such as kubectl, and of 1.2 understand the same. */
function textFaults({ path, after }: FileEdit): string[] {
  if (after === undefined) return [];
  const read = (version: '1.1' | '1.2') =>
    parseAllDocuments(after, { version, strict: true }).map(document => {
      if (document.errors.length) throw document.errors[0];
      return document.toJS({ maxAliasCount: 100 });
    });
  return isDeepStrictEqual(read('1.1'), read('1.2')) ? [] : [`YAML of ${path}`];
}

/** As `git check-ref-format` says it, and without a slash. */
function branchFaults(branch: string): string[] {
  return /^gateways-[a-z0-9-]+$/.test(branch) && !branch.endsWith('.lock')
    ? []
    : [`branch ${branch}`];
}

const markdown = new MarkdownIt({ html: true, linkify: true });
// As GitHub and Gitea: a bare name is no link, an address with a scheme or an @ is.
markdown.linkify.set({ fuzzyLink: false });

function bodyFaults(wave: Wave, plan: ChangePlan, asked: Intent): string[] {
  const blocks = markdown.parse(pullRequestBody(plan, wave, asked), {});
  const all = blocks.flatMap(block => [block, ...(block.children ?? [])]);
  const fences = blocks.filter(({ type }) => type === 'fence');
  const [title, summary] = blocks
    .filter(({ type }) => type === 'inline')
    .map(({ children }) => children ?? []);
  const shown = (tokens: typeof title) =>
    tokens.every(({ type }) => type === 'text') &&
    tokens.map(({ content }) => content).join('');
  const machine = parse(fences.at(-1)?.content ?? '');
  const intent = { ...asked, product: asked.product.entityRef };
  return [
    ...all
      .filter(
        ({ type }, index) =>
          forbidden.has(type) && all[index + 1]?.content !== 'After merging',
      )
      .map(({ type, content }) => `${type} ${content}`),
    ...(shown(title) === onOneLine(pullRequestTitle(plan, wave))
      ? []
      : ['title']),
    ...(shown(summary) === onOneLine(plan.summary) ? [] : ['summary']),
    ...(fences.map(({ info }) => info).join() === 'mermaid,yaml'
      ? []
      : ['fences']),
    ...(isDeepStrictEqual(machine, JSON.parse(JSON.stringify(intent)))
      ? []
      : [`machine block ${fences.at(-1)?.content}`]),
  ];
}

/** What no text from elsewhere may become. */
const forbidden = new Set([
  'html_block',
  'html_inline',
  'link_open',
  'image',
  'em_open',
  's_open',
  'hr',
  'ordered_list_open',
  'blockquote_open',
  'code_block',
]);

function onOneLine(text: string): string {
  return text.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();
}
