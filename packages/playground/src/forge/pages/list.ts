import type { PullRequest } from '../PullRequest';
import { markup, type Html } from './markup';
import { pullsPath, time } from './layout';

const stateNames = { open: 'Open', merged: 'Merged', closed: 'Closed' };

/** All pull requests, newest first. */
export function listPage(pulls: readonly PullRequest[]): Html {
  return markup`<h1>Pull requests</h1>
    ${
      pulls.length
        ? markup`<ul class="pulls">
          ${pulls.map(row)}
        </ul>`
        : markup`<p>
          None yet. The portal opens one when somebody gives a product a gateway
          of its own.
        </p>`
    }`;
}

export function stateOf({ state }: PullRequest): Html {
  return markup`<span class="state ${state}">${stateNames[state]}</span>`;
}

function row(pull: PullRequest): Html {
  return markup`<li>
    ${stateOf(pull)}
    <a href="${pullsPath}/${pull.number}">${pull.title}</a>
    <small>#${pull.number} by ${pull.author}, ${time(pull.updatedAt)}</small>
  </li>`;
}
