import type { FileChange } from '../../git/Repository';
import { conflictMessage, isDraft } from '../PullRequests';
import type { PullRequest } from '../PullRequest';
import { fileDiff } from './diff';
import { markup, type Html } from './markup';
import { pullsPath, time } from './layout';
import { stateOf } from './list';
import { renderMarkdown } from './markdown';

export interface Review {
  pull: PullRequest;
  files: Array<{ change: FileChange; diff: string }>;
  /** Files that both sides changed. */
  conflicts: string[];
  /** Why the last try to merge did not work. */
  refused?: string;
}

/** One pull request: what it says, what it changes, and the button that merges it. */
export function reviewPage({ pull, files, conflicts, refused }: Review): Html {
  return markup`<h1>${pull.title} <small>#${pull.number}</small></h1>
    <p>
      ${stateOf(pull)} ${pull.author} wants to merge
      <code>${pull.head}</code> into <code>${pull.base}</code>,
      ${time(pull.updatedAt)}
    </p>
    ${asked(pull)} ${
    refused && markup`<p role="alert" class="alert">${refused}</p>`
  }
    <section class="body" aria-label="Description">
      ${renderMarkdown(pull.body || '*No description.*')}
    </section>
    ${verdict(pull, conflicts)}
    <h2>${count(files.length, 'changed file')}</h2>
    ${files.map(({ change, diff }) => fileDiff(change, diff))}`;
}

function asked({ labels, reviewers }: PullRequest): Html | false {
  if (labels.length + reviewers.length === 0) return false;
  return markup`<p>
    ${labels.length > 0 && `Labels: ${labels.join(', ')}. `}
    ${reviewers.length > 0 && `Asked to review: ${reviewers.join(', ')}.`}
  </p>`;
}

function verdict(pull: PullRequest, conflicts: string[]): Html {
  if (pull.state === 'merged')
    return markup`<p class="verdict">
      Merged by ${pull.mergedBy} as
      <code>${pull.mergeCommit?.slice(0, 10)}</code>. The agent applies it to
      the clusters now.
    </p>`;
  if (pull.state === 'closed')
    return markup`<p class="verdict">Closed without a merge.</p>`;
  if (conflicts.length)
    return markup`<p class="verdict alert">
      ${conflictMessage(pull, conflicts)}
    </p>`;
  if (isDraft(pull))
    return markup`<p class="verdict">
      A draft: it is merged when its title says so no more.
    </p>`;
  return markup`<form
    class="verdict"
    method="post"
    action="${pullsPath}/${pull.number}/merge"
  >
    <button type="submit">Merge</button>
    <span>No conflicts with <code>${pull.base}</code>.</span>
  </form>`;
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
