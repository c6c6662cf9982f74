import { Command } from './commands/Command';
import { contract } from './commands/contract';
import { gateways } from './commands/gateways';
import { resolve } from './commands/resolve';
import { routes } from './commands/routes';
import { nearest } from './arguments/nearest';
import { printable } from './output/printable';
import { ExitStatus, Io, Refusal } from './io';
import { version } from './version';

const commands: Readonly<Record<string, Command>> = {
  gateways,
  routes,
  resolve,
  contract,
};

const help = `What an Istio mesh configuration does with requests: of files, git refs and live clusters.

${Object.entries(commands)
  .map(
    ([name, { summary }]) =>
      `  product-gateways ${name.padEnd(10)} ${summary}\n`,
  )
  .join('')}
  product-gateways COMMAND --help      its options, and an example
  product-gateways --version

Exit status: 0 fine, 1 the answer is no, 2 could not tell.
`;

/** A function of arguments and `io`. */
export async function run(
  args: readonly string[],
  io: Io,
): Promise<ExitStatus> {
  try {
    return await started(args, io);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    for (const line of error.message.split('\n'))
      io.err(`${printable(line)}\n`);
    return 2;
  }
}

async function started(
  [name, ...args]: readonly string[],
  io: Io,
): Promise<ExitStatus> {
  switch (name) {
    case undefined:
      io.err(help);
      return 2;
    case '--version':
      io.out(`${version}\n`);
      return 0;
    case 'help':
    case '--help':
    case '-h': {
      const [about] = args;
      io.out(about === undefined ? help : commandOf(about).help);
      return 0;
    }
    default:
  }
  const command = commandOf(name);
  if (asksForHelp(args)) {
    io.out(command.help);
    return 0;
  }
  return command.run(args, io);
}

function commandOf(name: string): Command {
  if (Object.hasOwn(commands, name)) return commands[name];
  throw new Refusal(
    `Unknown command ${name}.${nearest(name, Object.keys(commands))}`,
  );
}

/** Behind `--` a word is a file, whatever it is called. */
function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  const options = end < 0 ? args : args.slice(0, end);
  return options.includes('--help') || options.includes('-h');
}
