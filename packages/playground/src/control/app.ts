import express, {
  type NextFunction,
  type Request,
  type Response,
} from 'express';
import Router from 'express-promise-router';
import { z } from 'zod';
import type { Forge } from '../forge/Forge';
import type { Site } from '../start/Site';

export interface Controlled {
  sites: readonly Site[];
  forge: Forge;
  reset(): Promise<void>;
}

const clusterFault = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('silence') }),
  z.object({ kind: z.literal('stop') }),
  z.object({ kind: z.literal('forbid'), resource: z.string() }),
  z.object({ kind: z.literal('slow'), milliseconds: z.number().positive() }),
]);
const forgeFault = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('down') }),
  z.object({
    kind: z.literal('refuse'),
    status: z.union([z.literal(401), z.literal(403), z.literal(500)]),
  }),
]);

/** What another process on this machine may do to the running playground. Only who can read state.json knows the token. */
export function controlApp({ sites, forge, reset }: Controlled, token: string) {
  const app = express().disable('x-powered-by');
  const router = Router();
  router.use((req, res, next) => {
    if (req.headers.authorization === `Bearer ${token}`) next();
    else res.status(401).json({ error: 'The token is in state.json.' });
  });
  router.use(express.json());

  const siteOf = (req: Request) => {
    const site = sites.find(({ name }) => name === req.params.cluster);
    if (site) return site;
    const known = sites.map(({ name }) => name).join(', ');
    throw new Error(
      `There is no cluster ${req.params.cluster}. There are: ${known}.`,
    );
  };

  router.put('/clusters/:cluster/fault', async (req, res) => {
    await siteOf(req).break(clusterFault.parse(req.body));
    res.json({});
  });
  router.delete('/clusters/:cluster/fault', async (req, res) => {
    await siteOf(req).heal();
    res.json({});
  });
  router.put('/forge/fault', async (req, res) => {
    await forge.setFault(forgeFault.parse(req.body));
    res.json({});
  });
  router.delete('/forge/fault', async (_req, res) => {
    await forge.setFault(undefined);
    res.json({});
  });
  router.post('/reset', async (_req, res) => {
    await reset();
    res.json({});
  });
  router.get('/status', async (_req, res) => {
    res.json({
      forge: { url: forge.url, fault: forge.fault?.kind },
      clusters: sites.map(({ name, cluster, report, failure, fault }) => ({
        name,
        kind: cluster.kind,
        server: cluster.server,
        commit: report?.commit,
        problems: report?.problems ?? [],
        failure,
        fault: fault?.kind,
      })),
    });
  });

  app.use(router);
  app.use((error: Error, _req: Request, res: Response, _next: NextFunction) => {
    res.status(400).json({ error: error.message });
  });
  return app;
}
