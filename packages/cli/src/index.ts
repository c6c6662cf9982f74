import { nodeIo } from './nodeIo';
import { run } from './run';

run(process.argv.slice(2), nodeIo).then(
  status => {
    process.exitCode = status;
  },
  error => {
    process.stderr.write(`${error?.stack ?? error}\n`);
    process.exitCode = 2;
  },
);
