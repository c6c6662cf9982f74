import { run } from './cli/run';
import { stateFolder } from './paths';

/** `npm run playground -- …`: plays with the running playground. */
run(process.argv.slice(2), {
  folder: stateFolder,
  out: text => process.stdout.write(`${text}\n`),
  err: text => process.stderr.write(`${text}\n`),
}).then(status => {
  process.exitCode = status;
});
