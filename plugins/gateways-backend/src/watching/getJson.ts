import { ApiServer } from '../clusters/ApiServer';
import { requestFailed } from '../clusters/Failure';
import { readJson } from './answer';

/** A whole answer as JSON, or a failure when it is not complete within so many milliseconds, however slowly it trickles. */
export async function getJson(
  server: ApiServer,
  path: string,
  within: number,
  signal: AbortSignal,
): Promise<Record<string, unknown>> {
  const late = AbortSignal.timeout(within);
  try {
    const answer = await server.get(path, {
      signal: AbortSignal.any([signal, late]),
      answerWithin: within,
    });
    return await readJson(answer);
  } catch (error) {
    if (!late.aborted) throw error;
    throw requestFailed(
      'SILENT',
      `The API server's answer was not complete within ${within / 1000} s.`,
      { cause: error },
    );
  }
}
