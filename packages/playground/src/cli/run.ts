import { breakSomething, heal, reset } from './faults';
import { editRoute, editScale } from './edit';
import { Mistake, type Io } from './Io';
import { status } from './status';

interface Command {
  usage: string;
  summary: string;
  run: (args: string[], io: Io) => Promise<void>;
}

const commands: Command[] = [
  {
    usage: 'edit scale CLUSTER NAMESPACE/DEPLOYMENT REPLICAS',
    summary: 'e.g. edit scale east istio-system/istio-ingressgateway 3',
    run: editScale,
  },
  {
    usage: 'edit route CLUSTER NAMESPACE/VIRTUALSERVICE PATH SERVICE',
    summary: 'e.g. edit route east payments/payments /web credit-card',
    run: editRoute,
  },
  {
    usage: 'break silence CLUSTER',
    summary: 'connections stay open, and nothing comes any more',
    run: breakSomething('silence'),
  },
  {
    usage: 'break stop CLUSTER',
    summary: 'nobody listens',
    run: breakSomething('stop'),
  },
  {
    usage: 'break forbid CLUSTER [RESOURCE]',
    summary: 'the portal may not read it: virtualservices if not said',
    run: breakSomething('forbid'),
  },
  {
    usage: 'break slow CLUSTER [SECONDS]',
    summary: 'every answer to the portal takes so long: 5 if not said',
    run: breakSomething('slow'),
  },
  {
    usage: 'break forge down|refuse [401|403|500]',
    summary: 'nobody listens, or every request is refused: 403 if not said',
    run: breakSomething('forge'),
  },
  {
    usage: 'heal [CLUSTER|forge]',
    summary: 'ends what is broken there, or everywhere',
    run: heal,
  },
  {
    usage: 'reset',
    summary: 'back to the start: clusters, git and pull requests',
    run: reset,
  },
  {
    usage: 'status',
    summary: 'which commit each cluster is at, and what is broken',
    run: status,
  },
];

/** One command line of `npm run playground --`. @returns the exit status: 0 done, 1 not done, 2 not understood */
export async function run(args: string[], io: Io): Promise<0 | 1 | 2> {
  if (!args.length || args.includes('--help') || args[0] === 'help') {
    io.out(help());
    return args.length ? 0 : 2;
  }
  const found = commands.find(({ usage }) =>
    wordsOf(usage).every((word, i) => word === args[i]),
  );
  if (!found) {
    io.err(`There is no command ${args.slice(0, 2).join(' ')}.\n\n${help()}`);
    return 2;
  }
  try {
    await found.run(args.slice(wordsOf(found.usage).length), io);
    return 0;
  } catch (error) {
    const mistaken = error instanceof Mistake;
    io.err(error instanceof Error ? error.message : String(error));
    if (mistaken) io.err(`Usage: npm run playground -- ${found.usage}`);
    return mistaken ? 2 : 1;
  }
}

/** The fixed words at the start of a usage line. */
function wordsOf(usage: string): string[] {
  const words = usage.split(' ');
  const end = words.findIndex(word => !/^[a-z]+$/.test(word));
  return end < 0 ? words : words.slice(0, end);
}

function help(): string {
  const width = Math.max(...commands.map(({ usage }) => usage.length));
  const lines = commands.map(
    ({ usage, summary }) => `  ${usage.padEnd(width)}  ${summary}`,
  );
  return `Plays with the running playground (npm start).\n\nnpm run playground -- …\n${lines.join(
    '\n',
  )}\n\nThe agent applies git on new commits only: an edit stays until the next merge or reset.`;
}
