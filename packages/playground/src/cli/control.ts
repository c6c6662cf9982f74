import { readState, type State } from '../start/stateFiles';

const notRunning = 'The playground is not running. Start it with: npm start';

/** The running playground's state. @throws when none runs */
export async function runningState(folder: string): Promise<State> {
  const state = await readState(folder);
  if (!state) throw new Error(notRunning);
  return state;
}

/** Asks the running playground to do something. */
export async function control<T>(
  folder: string,
  method: 'GET' | 'PUT' | 'DELETE' | 'POST',
  path: string,
  body?: object,
): Promise<T> {
  const { control: at } = await runningState(folder);
  const response = await fetch(at.url + path, {
    method,
    headers: {
      authorization: `Bearer ${at.token}`,
      'content-type': 'application/json',
    },
    body: body && JSON.stringify(body),
  }).catch(error => {
    throw new Error(notRunning, { cause: error });
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}
