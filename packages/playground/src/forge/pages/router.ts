import express, { type Request } from 'express';
import Router from 'express-promise-router';
import { mainBranch } from '../../git/Repository';
import { styleSheet } from '../../paths';
import { accounts } from '../accounts';
import type { Hosted } from '../hosted';
import { Refusal, type PullRequest } from '../PullRequest';
import { filePage, filesPage } from './files';
import { home, layout, pullsPath } from './layout';
import { listPage } from './list';
import { reviewPage } from './review';

/** The pages for people. They need no sign-in: whoever sits at this machine is the reviewer. */
export function pageRoutes(hosted: Hosted) {
  const { repository, pulls } = hosted;
  const router = Router();
  router.use((_req, res, next) => {
    res.setHeader(
      'Content-Security-Policy',
      "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    next();
  });
  router.get('/style.css', (_req, res) => res.sendFile(styleSheet));
  router.get(['/', home], (_req, res) => res.redirect(pullsPath));

  router.get(pullsPath, (_req, res) =>
    res.send(layout('Pull requests', listPage(pulls.list()))),
  );

  const review = async (pull: PullRequest, refused?: string) => {
    const { base, head } = await pulls.range(pull);
    const changes = await repository.changes(base, head);
    const files = await Promise.all(
      changes.map(async change => ({
        change,
        diff: await repository.diff(base, head, change.path),
      })),
    );
    const conflicts = pull.state === 'open' ? await pulls.conflicts(pull) : [];
    return layout(pull.title, reviewPage({ pull, files, conflicts, refused }));
  };

  router.get(`${pullsPath}/:number(\\d+)`, async (req, res) => {
    res.send(await review(pulls.get(Number(req.params.number))));
  });

  router.post(
    `${pullsPath}/:number(\\d+)/merge`,
    express.urlencoded({ extended: false }),
    async (req, res) => {
      requireOwnPage(req);
      const pull = pulls.get(Number(req.params.number));
      try {
        await pulls.merge(pull.number, accounts.reviewer.title);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        res.status(error.status).send(await review(pull, error.message));
        return;
      }
      res.redirect(303, `${pullsPath}/${pull.number}`);
    },
  );

  router.get(`${home}/src/branch/:ref/:path(*)?`, async (req, res) => {
    const { ref, path = '' } = req.params;
    const sha = await repository.commitOf(ref);
    if (!sha) throw new Refusal(404, `There is no branch ${ref}.`);
    const text = path ? await repository.text(sha, path) : undefined;
    const paths = text === undefined ? await repository.paths(sha, path) : [];
    if (text === undefined && !paths.length)
      throw new Refusal(404, `There is no ${path} on ${ref}.`);
    res.send(
      layout(
        path || 'Files',
        text === undefined
          ? filesPage(ref, path, paths)
          : filePage(ref, path, text),
      ),
    );
  });

  router.get(`${home}/commit/:sha`, (req, res) =>
    res.redirect(`${home}/src/branch/${encodeURIComponent(req.params.sha)}`),
  );
  return router;
}

/** A page of another site may send a form here, too; browsers say where a form came from. */
function requireOwnPage(req: Request) {
  const port = req.socket.localPort;
  const own = ['localhost', '127.0.0.1'].map(host => `http://${host}:${port}`);
  if (!own.includes(req.headers.origin ?? ''))
    throw new Refusal(
      403,
      `Merging works from the page itself: open ${own[0]}${pullsPath} (branch ${mainBranch} takes pull requests only).`,
    );
}
