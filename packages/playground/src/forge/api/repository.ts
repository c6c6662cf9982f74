import { pipeline } from 'node:stream/promises';
import Router from 'express-promise-router';
import { mainBranch } from '../../git/Repository';
import { requireAccount } from '../authentication';
import { name, type Hosted } from '../hosted';
import { labels } from '../labels';
import { Refusal } from '../PullRequest';
import {
  branchToWire,
  commitToWire,
  fileToWire,
  repositoryToWire,
} from './wire';

/** Files, branches and commits of the repository, as Gitea's API v1 answers; what Backstage's Gitea reader asks for is here. */
export function repositoryRoutes(hosted: Hosted) {
  const { repository } = hosted;
  const router = Router({ mergeParams: true });
  router.use((req, _res, next) => {
    requireAccount(req, { write: req.method !== 'GET' });
    next();
  });

  const commitOf = async (revision: string) => {
    const commit = await repository.commitOf(revision);
    if (!commit)
      throw new Refusal(404, `There is no branch or commit ${revision}.`);
    return commit;
  };

  router.get('/', async (_req, res) => {
    res.json(repositoryToWire(hosted));
  });

  router.get('/labels', async (req, res) => {
    res.json(Number(req.query.page ?? 1) > 1 ? [] : labels);
  });

  router.get('/branches', async (_req, res) => {
    const branches = await repository.branches();
    res.json(
      await Promise.all(
        branches.map(async branch =>
          branchToWire(
            hosted,
            branch.name,
            await repository.commit(branch.sha),
          ),
        ),
      ),
    );
  });

  router.get('/branches/:branch(*)', async (req, res) => {
    const { branch } = req.params;
    const sha = await commitOf(`refs/heads/${branch}`);
    res.json(branchToWire(hosted, branch, await repository.commit(sha)));
  });

  router.delete('/branches/:branch(*)', async (req, res) => {
    const { branch } = req.params;
    if (branch === mainBranch)
      throw new Refusal(403, `${mainBranch} is protected.`);
    await commitOf(`refs/heads/${branch}`);
    await repository.deleteRef(`refs/heads/${branch}`);
    await hosted.pulls.followBranches();
    res.status(204).end();
  });

  router.get('/git/commits/:revision', async (req, res) => {
    const sha = await commitOf(req.params.revision);
    res.json(commitToWire(hosted, await repository.commit(sha)));
  });

  router.get('/archive/:archive(*)', async (req, res) => {
    const [, revision] = /^(.+)\.tar\.gz$/.exec(req.params.archive) ?? [];
    if (!revision)
      throw new Refusal(404, 'Only .tar.gz archives are made here.');
    const sha = await commitOf(revision);
    res.type('application/gzip');
    await pipeline(repository.archive(sha, name), res);
  });

  router.get('/contents/:path(*)', async (req, res) => {
    const { path } = req.params;
    const ref = typeof req.query.ref === 'string' ? req.query.ref : mainBranch;
    const sha = await commitOf(ref);
    const text = await repository.text(sha, path);
    if (text === undefined)
      throw new Refusal(404, `There is no file ${path} at ${ref}.`);
    res.setHeader('ETag', `"${sha}"`);
    res.json(fileToWire(hosted, { path, ref, sha, text }));
  });

  return router;
}
