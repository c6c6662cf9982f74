import express from 'express';
import Router from 'express-promise-router';
import { requireAccount } from '../authentication';
import { name, owner, type Hosted } from '../hosted';
import { Refusal } from '../PullRequest';
import { issueRoutes, pullRoutes } from './pulls';
import { repositoryRoutes } from './repository';

/** The part of Gitea's API v1 that the portal calls; everything else is refused by name. */
export function apiRoutes(hosted: Hosted) {
  const router = Router();
  router.use(express.json({ limit: '1mb' }));
  router.get('/version', async (_req, res) => {
    res.json({ version: '1.24.0+playground' });
  });
  router.get('/user', async (req, res) => {
    const account = requireAccount(req, { write: false });
    res.json({ login: account.name, full_name: account.title });
  });
  router.use(`/repos/${owner}/${name}/pulls`, pullRoutes(hosted));
  router.use(`/repos/${owner}/${name}/issues`, issueRoutes(hosted));
  router.use(`/repos/${owner}/${name}`, repositoryRoutes(hosted));
  router.use(async req => {
    requireAccount(req, { write: false });
    throw new Refusal(
      404,
      `The playground's forge has no ${req.method} ${req.originalUrl}.`,
    );
  });
  return router;
}
