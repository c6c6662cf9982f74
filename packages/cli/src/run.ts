import { gateways } from './commands/gateways';
import { resolve } from './commands/resolve';
import { routes } from './commands/routes';
import { ExitStatus, Io, Refusal } from './io';

type Command = (args: readonly string[], io: Io) => Promise<ExitStatus>;

const commands: Readonly<Record<string, Command>> = {
  gateways,
  resolve,
  routes,
};

const help = `What an Istio mesh configuration does with requests.

  product-gateways gateways FILE...                      which gateway workloads are there, and what they listen on
  product-gateways routes FILE... [--host HOST]          every route in the order in which Envoy tries them
  product-gateways resolve FILE... --url URL             what gateways do with a request, and why
  product-gateways resolve FILE... --probes FILE         the same for many requests, as JSON

FILE is a YAML or JSON file, a folder of them, or - for standard input. --output text or json.
Exit status: 0 fine, 1 the answer is no, 2 could not tell.
`;

/** A function of arguments and `io`. */
export async function run(
  [name, ...args]: readonly string[],
  io: Io,
): Promise<ExitStatus> {
  if (name === undefined || name === '--help' || name === 'help') {
    io.out(help);
    return name === undefined ? 2 : 0;
  }
  if (!Object.hasOwn(commands, name)) {
    io.err(
      `Unknown command ${name}. Try: ${Object.keys(commands).join(', ')}.\n`,
    );
    return 2;
  }
  try {
    return await commands[name](args, io);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    io.err(`${error.message}\n`);
    return 2;
  }
}
