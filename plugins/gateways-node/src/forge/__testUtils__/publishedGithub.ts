import { once } from 'node:events';
import { AddressInfo } from 'node:net';
import express, { ErrorRequestHandler, RequestHandler } from 'express';
import { middleware } from 'express-openapi-validator';
import { sample } from 'openapi-sampler';
import published from '../__fixtures__/github-openapi.json';

/** The repository as the tests may look at it and change it. */
export interface GithubState {
  branches: Map<string, string>;
  files: Map<string, string>;
  pulls: Pull[];
  /** What every request is answered with instead. */
  failure?: { status: number; body: unknown };
  authorizations: (string | undefined)[];
}

export interface Pull {
  number: number;
  title: string;
  body: string;
  head: string;
  base: string;
  draft: boolean;
  state: 'open' | 'closed';
  merged_at: string | null;
  labels: string[];
  reviewers: string[];
}

type Schema = keyof typeof published.components.schemas;

/**
 * GitHub as its published OpenAPI description has it, for repository platform/deploy: a request that the description does not know is
 * answered with 400, and an answer that does not follow it with 500.
 */
export async function startPublishedGithub() {
  const state: GithubState = {
    branches: new Map([['main', 'c0ffee']]),
    files: new Map(),
    pulls: [],
    authorizations: [],
  };
  const app = express();
  app.use(express.json());
  app.use(noticing(state));
  app.use(
    middleware({
      apiSpec: published as unknown as string,
      validateRequests: { allowUnknownQueryParameters: false },
      validateResponses: true,
      validateSecurity: false,
      // GitHub's own format of a string: owner/name.
      formats: { 'repo.nwo': /^[^/]+\/[^/]+$/ },
    }),
  );
  addRoutes(app, state);
  app.use(failing);
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    state,
    url: `http://127.0.0.1:${port}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function noticing(state: GithubState): RequestHandler {
  return (req, res, next) => {
    state.authorizations.push(req.headers.authorization);
    const { failure } = state;
    if (failure) res.status(failure.status).json(failure.body);
    else next();
  };
}

function addRoutes(app: express.Express, state: GithubState) {
  const repo = '/repos/platform/deploy';
  const notFound = { message: 'Not Found', documentation_url: 'https://x' };

  app.get(`${repo}/branches/:branch`, (req, res) => {
    const { branch } = req.params;
    const sha = state.branches.get(branch);
    if (!sha) return res.status(404).json(notFound);
    const known = sampleOf('branch-with-protection');
    return res.json({
      ...known,
      name: branch,
      commit: { ...known.commit, sha },
    });
  });

  app.get(`${repo}/contents/:path`, (req, res) => {
    const text = state.files.get(`${req.query.ref}:${req.params.path}`);
    if (text === undefined) return res.status(404).json(notFound);
    const content = Buffer.from(text).toString('base64');
    return res.json({ ...sampleOf('content-file'), type: 'file', content });
  });

  app.delete(`${repo}/git/refs/:ref`, (req, res) => {
    const known = state.branches.delete(req.params.ref.replace('heads/', ''));
    if (!known)
      return res
        .status(422)
        .json({ ...notFound, message: 'Reference does not exist' });
    return res.status(204).end();
  });

  app.get(`${repo}/pulls`, (req, res) => {
    const { head, base, state: wanted, per_page = 30, page = 1 } = req.query;
    const found = state.pulls.filter(
      pull =>
        pull.base === base &&
        pull.state === wanted &&
        (head === undefined || head === `platform:${pull.head}`),
    );
    const from = (Number(page) - 1) * Number(per_page);
    res.json(
      found
        .slice(from, from + Number(per_page))
        .map(pull => shown('pull-request-simple', pull)),
    );
  });

  app.post(`${repo}/pulls`, (req, res) => {
    const pull = pullOf({ number: state.pulls.length + 1, ...req.body });
    state.pulls.push(pull);
    res.status(201).json(shown('pull-request', pull));
  });

  app.patch(`${repo}/pulls/:number`, (req, res) => {
    const pull = state.pulls[Number(req.params.number) - 1];
    Object.assign(pull, req.body);
    res.json(shown('pull-request', pull));
  });

  app.post(`${repo}/issues/:number/labels`, (req, res) => {
    const pull = state.pulls[Number(req.params.number) - 1];
    pull.labels = [...new Set([...pull.labels, ...req.body.labels])];
    res.json(pull.labels.map(labelled));
  });

  app.post(`${repo}/pulls/:number/requested_reviewers`, (req, res) => {
    const pull = state.pulls[Number(req.params.number) - 1];
    const { reviewers } = req.body;
    pull.reviewers = [...new Set([...pull.reviewers, ...reviewers])];
    res.status(201).json(shown('pull-request-simple', pull));
  });
}

/** A pull request as it is when it is opened. */
export function pullOf(stated: Partial<Pull> & Pick<Pull, 'number'>): Pull {
  return {
    title: 'A gateway',
    body: 'Why',
    head: 'gateways-payments',
    base: 'main',
    draft: false,
    state: 'open',
    merged_at: null,
    labels: [],
    reviewers: [],
    ...stated,
  };
}

function shown(
  schema: Schema,
  { head, base, labels, reviewers, ...pull }: Pull,
) {
  const known = sampleOf(schema);
  return {
    ...known,
    ...pull,
    html_url: `https://github.com/platform/deploy/pull/${pull.number}`,
    labels: labels.map(labelled),
    requested_reviewers: reviewers.map(login => ({
      ...sampleOf('simple-user'),
      login,
    })),
    head: { ...known.head, ref: head },
    base: { ...known.base, ref: base },
  };
}

function labelled(name: string) {
  return { ...sampleOf('label'), name };
}

/** Something that has the published shape, as clients may meet it. */
function sampleOf(schema: Schema) {
  const ref = { $ref: `#/components/schemas/${schema}` };
  return JSON.parse(JSON.stringify(sample(ref, {}, published)));
}

const failing: ErrorRequestHandler = (error, _req, res, _next) => {
  res
    .status(error.status ?? 500)
    .json({ message: `Not as published: ${error.message}` });
};
