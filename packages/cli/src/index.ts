import { nodeIo } from './nodeIo';
import { codeOf } from './reasons';
import { run } from './run';

// Whoever reads the first lines alone, as `head` does, wants no more.
process.stdout.on('error', error => {
  if (codeOf(error) !== 'EPIPE') throw error;
  process.exit();
});

run(process.argv.slice(2), nodeIo).then(
  status => {
    process.exitCode = status;
  },
  error => {
    process.stderr.write(`${error?.stack ?? error}\n`);
    process.exitCode = 2;
  },
);
