import { spawn } from 'node:child_process';
import type { Request, RequestHandler, Response } from 'express';
import Router from 'express-promise-router';
import { gitEnvironment } from '../git/git';
import { requireAccount } from './authentication';
import { name, owner } from './hosted';

const service = new RegExp(
  `^/${owner}/${name}(\\.git)?/(info/refs|git-upload-pack|git-receive-pack)$`,
);

/**
 * git's smart HTTP protocol: `git http-backend` behind the Common Gateway Interface (RFC 3875).
 * @param root the folder that holds `<owner>/<name>.git`
 */
export function gitHttp(
  root: string,
  options: { guard: RequestHandler; afterPush: () => Promise<void> },
) {
  const router = Router();
  router.all(service, options.guard, async (req, res) => {
    const pushes =
      req.query.service === 'git-receive-pack' ||
      req.path.endsWith('/git-receive-pack');
    const account = requireAccount(req, { write: pushes });
    const output = await runBackend(req, cgiVariables(req, root, account.name));
    if (pushes && req.method === 'POST') await options.afterPush();
    answer(res, output);
  });
  return router;
}

async function runBackend(
  req: Request,
  variables: Record<string, string>,
): Promise<Buffer> {
  const child = spawn('git', ['http-backend'], {
    env: gitEnvironment(variables),
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  // A command that cannot be started, or that ends before it has read everything, gives no answer, which is said below.
  child.on('error', () => {});
  child.stdin.on('error', () => {});
  req.on('aborted', () => child.kill());
  req.pipe(child.stdin);
  const chunks: Buffer[] = [];
  for await (const chunk of child.stdout) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function cgiVariables(
  req: Request,
  root: string,
  user: string,
): Record<string, string> {
  const query = req.originalUrl.split('?')[1] ?? '';
  const headers: Record<string, string | undefined> = {
    CONTENT_TYPE: req.headers['content-type'],
    CONTENT_LENGTH: req.headers['content-length'],
    HTTP_CONTENT_ENCODING: req.headers['content-encoding'],
    GIT_PROTOCOL: req.header('git-protocol'),
  };
  const sent = Object.entries(headers).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return {
    GIT_PROJECT_ROOT: root,
    GIT_HTTP_EXPORT_ALL: '1',
    REQUEST_METHOD: req.method,
    PATH_INFO: req.path.replace(/^(\/[^/]+\/[^/]+?)(\.git)?\//, '$1.git/'),
    QUERY_STRING: query,
    REMOTE_USER: user,
    REMOTE_ADDR: '127.0.0.1',
    ...Object.fromEntries(sent),
  };
}

/** A CGI answer is headers, an empty line, and the body; the status is a header. */
function answer(res: Response, output: Buffer) {
  const end = output.indexOf('\r\n\r\n');
  if (end < 0) {
    res.status(500).send('git http-backend gave no answer.');
    return;
  }
  for (const line of output.subarray(0, end).toString('latin1').split('\r\n')) {
    const [, header, value] = /^([^:]+): *(.*)$/.exec(line) ?? [];
    if (header === 'Status') res.status(Number.parseInt(value, 10));
    else if (header) res.setHeader(header, value);
  }
  res.end(output.subarray(end + 4));
}
