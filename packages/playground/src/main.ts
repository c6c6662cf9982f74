import { stateFolder } from './paths';
import { forgePort, places } from './start/places';
import { startPlayground } from './start/startPlayground';

/** `npm start` runs this: the playground, until Ctrl-C. */
async function main() {
  const started = Date.now();
  const interrupted = new Promise<void>(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.once(signal, () => resolve());
  });
  const log = (line: string) => process.stdout.write(`${line}\n`);
  const playground = await startPlayground({
    places,
    forgePort,
    gitea: giteaOf(process.env),
    folder: stateFolder,
    log,
  });
  log(`Ready after ${((Date.now() - started) / 1000).toFixed(1)} s.`);
  await interrupted;
  await playground.stop();
}

/** A real forge, where the environment names one. */
function giteaOf({ GITEA_URL, GITEA_TOKEN }: NodeJS.ProcessEnv) {
  if (!GITEA_URL) return undefined;
  if (!GITEA_TOKEN)
    throw new Error('GITEA_URL is set, but GITEA_TOKEN is not.');
  return { url: GITEA_URL.replace(/\/+$/, ''), token: GITEA_TOKEN };
}

main().catch((error: Error) => {
  process.stderr.write(`The playground cannot start: ${error.message}\n`);
  process.exitCode = 1;
});
