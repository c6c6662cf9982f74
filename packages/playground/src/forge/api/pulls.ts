import Router from 'express-promise-router';
import { z } from 'zod';
import { mainBranch } from '../../git/Repository';
import { accounts } from '../accounts';
import { requireAccount } from '../authentication';
import { owner, type Hosted } from '../hosted';
import { labels } from '../labels';
import { Refusal, type PullRequest } from '../PullRequest';
import { labelsToWire, pullToWire } from './wire';

const newPull = z.object({
  title: z.string(),
  body: z.string().default(''),
  head: z.string(),
  base: z.string().default(mainBranch),
  labels: z.array(z.number()).default([]),
});
const changedPull = z.object({
  title: z.string().optional(),
  body: z.string().optional(),
  state: z.enum(['open', 'closed']).optional(),
});
const labelled = z.object({ labels: z.array(z.number()) });
const requested = z.object({ reviewers: z.array(z.string()).default([]) });

/** Pull requests, as Gitea's API v1 answers. */
export function pullRoutes(hosted: Hosted) {
  const { pulls, repository } = hosted;
  const router = Router({ mergeParams: true });

  const toWire = async (pull: PullRequest) => {
    const { base } = await pulls.range(pull);
    const conflicts = pull.state === 'open' ? await pulls.conflicts(pull) : [];
    return pullToWire(hosted, pull, {
      baseCommit: (await repository.commitOf(pull.base)) ?? base,
      mergeBase: base,
      mergeable: pull.state === 'open' && conflicts.length === 0,
    });
  };

  router.get('/', async (req, res) => {
    requireAccount(req, { write: false });
    const { state = 'open', page = '1', limit = '50' } = req.query;
    const from = (Number(page) - 1) * Number(limit);
    const found = pulls
      .list()
      .filter(
        pull =>
          state === 'all' || (state === 'open') === (pull.state === 'open'),
      );
    res.setHeader('X-Total-Count', found.length);
    const shown = found.slice(from, from + Number(limit));
    res.json(await Promise.all(shown.map(toWire)));
  });

  router.post('/', async (req, res) => {
    const author = requireAccount(req, { write: true });
    const { head, labels: ids, ...rest } = valid(newPull, req.body);
    const branch = head.startsWith(`${owner}:`)
      ? head.slice(owner.length + 1)
      : head;
    const pull = await pulls.create({
      ...rest,
      head: branch,
      author: author.name,
      labels: labelNames(ids),
    });
    res.status(201).json(await toWire(pull));
  });

  router.get('/:number(\\d+)', async (req, res) => {
    requireAccount(req, { write: false });
    res.json(await toWire(pulls.get(Number(req.params.number))));
  });

  router.get('/:number(\\d+).diff', async (req, res) => {
    requireAccount(req, { write: false });
    const pull = pulls.get(Number(req.params.number));
    const { base, head } = await pulls.range(pull);
    res.type('text/plain').send(await repository.diff(base, head));
  });

  router.patch('/:number(\\d+)', async (req, res) => {
    requireAccount(req, { write: true });
    const changes = valid(changedPull, req.body);
    const pull = await pulls.update(Number(req.params.number), changes);
    res.status(201).json(await toWire(pull));
  });

  router.post('/:number(\\d+)/requested_reviewers', async (req, res) => {
    requireAccount(req, { write: true });
    const { reviewers } = valid(requested, req.body);
    const pull = pulls.get(Number(req.params.number));
    const stranger = reviewers.find(
      login => !Object.values(accounts).some(({ name }) => name === login),
    );
    if (stranger) throw new Refusal(404, `user does not exist: ${stranger}`);
    await pulls.update(pull.number, {
      reviewers: [...new Set([...pull.reviewers, ...reviewers])],
    });
    res.status(201).json([]);
  });

  router.post('/:number(\\d+)/merge', async (req, res) => {
    const account = requireAccount(req, { write: true });
    await pulls.merge(Number(req.params.number), account.title);
    res.status(200).end();
  });

  /** The open pull request of two branches, else the latest closed one. */
  router.get('/:base/:head(*)', async (req, res) => {
    requireAccount(req, { write: false });
    const { base, head } = req.params;
    const found = pulls
      .list()
      .filter(pull => pull.base === base && pull.head === head);
    const pull = found.find(({ state }) => state === 'open') ?? found[0];
    if (!pull)
      throw new Refusal(
        404,
        `There is no pull request from ${head} to ${base}.`,
      );
    res.json(await toWire(pull));
  });

  return router;
}

/** Labels of a pull request are an issue's on Gitea. */
export function issueRoutes({ pulls }: Hosted) {
  const router = Router({ mergeParams: true });
  router.post('/:number(\\d+)/labels', async (req, res) => {
    requireAccount(req, { write: true });
    const pull = pulls.get(Number(req.params.number));
    const added = labelNames(valid(labelled, req.body).labels);
    const { labels: names } = await pulls.update(pull.number, {
      labels: [...new Set([...pull.labels, ...added])],
    });
    res.json(labelsToWire(names));
  });
  return router;
}

function labelNames(ids: readonly number[]): string[] {
  return ids.map(id => {
    const label = labels.find(each => each.id === id);
    if (!label) throw new Refusal(422, `There is no label with the id ${id}.`);
    return label.name;
  });
}

function valid<S extends z.ZodTypeAny>(schema: S, body: unknown): z.output<S> {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const [{ path, message }] = result.error.issues;
  throw new Refusal(422, `${path.join('.') || 'body'}: ${message}`);
}
