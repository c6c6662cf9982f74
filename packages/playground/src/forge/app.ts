import express, {
  type Express,
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import { apiRoutes } from './api/router';
import { refusals, type ForgeFault } from './faults';
import { gitHttp } from './gitHttp';
import type { Hosted } from './hosted';
import { markup } from './pages/markup';
import { layout } from './pages/layout';
import { pageRoutes } from './pages/router';
import { Refusal } from './PullRequest';

/** What the forge answers: `/ready`, Gitea's API below `/api/v1`, git below the repository's name, else pages. */
export function forgeApp(
  hosted: Hosted,
  options: {
    /** The folder of `<owner>/<name>.git`. */
    root: string;
    fault: () => ForgeFault | undefined;
    /** What `/ready` waits for. */
    ready: () => boolean;
  },
): Express {
  const app = express().disable('x-powered-by');
  app.get('/ready', (_req, res) => {
    res.status(options.ready() ? 200 : 503).end();
  });
  const refuse = refuseWhile(options.fault);
  app.use('/api/v1', refuse, apiRoutes(hosted), apiErrors);
  app.use(
    gitHttp(options.root, {
      guard: refuse,
      afterPush: () => hosted.pulls.followBranches(),
    }),
    gitErrors,
  );
  app.use(pageRoutes(hosted), (_req, _res, next) =>
    next(new Refusal(404, 'There is no such page.')),
  );
  app.use(pageErrors);
  return app;
}

function refuseWhile(fault: () => ForgeFault | undefined): RequestHandler {
  return (_req, _res, next) => {
    const current = fault();
    next(
      current?.kind === 'refuse'
        ? new Refusal(current.status, refusals[current.status])
        : undefined,
    );
  };
}

function apiErrors(
  error: unknown,
  _req: Request,
  res: Response,
  _next: NextFunction,
) {
  const { status, message } = refusalOf(error);
  res.status(status).json({ message, url: '' });
}

function gitErrors(
  error: unknown,
  _req: Request,
  res: Response,
  _next: NextFunction,
) {
  const { status, message } = refusalOf(error);
  // git asks for a password only after this header.
  if (status === 401) res.setHeader('WWW-Authenticate', 'Basic realm="forge"');
  res.status(status).type('text/plain').send(message);
}

function pageErrors(
  error: unknown,
  _req: Request,
  res: Response,
  _next: NextFunction,
) {
  const { status, message } = refusalOf(error);
  const title = status === 404 ? 'Not found' : 'This did not work';
  res.status(status).send(
    layout(
      title,
      markup`<h1>${title}</h1>
        <p class="alert">${message}</p>`,
    ),
  );
}

/** Errors of Express's own parsers have a status as well. */
function refusalOf(error: unknown): { status: number; message: string } {
  const message = error instanceof Error ? error.message : String(error);
  const status =
    error instanceof Error && 'status' in error ? Number(error.status) : 500;
  return { status, message };
}
