import { mainBranch } from '../../git/Repository';
import { name, owner } from '../hosted';

export interface GiteaAccess {
  /** Without a slash at the end. */
  url: string;
  /** Of an account that may create an organisation and a repository. */
  token: string;
}

/** Makes sure that a Gitea has the repository; one that is there is left as it is. */
export async function ensureRepository(gitea: GiteaAccess): Promise<void> {
  if ((await ask(gitea, 'GET', `/repos/${owner}/${name}`)) === 200) return;
  if ((await ask(gitea, 'GET', `/orgs/${owner}`)) !== 200)
    await must(gitea, '/orgs', { username: owner });
  await must(gitea, `/orgs/${owner}/repos`, {
    name,
    default_branch: mainBranch,
    private: true,
  });
}

async function must(gitea: GiteaAccess, path: string, body: object) {
  const status = await ask(gitea, 'POST', path, body);
  if (status >= 300)
    throw new Error(
      `${gitea.url} answered ${status} to POST ${path}: may the account of GITEA_TOKEN create organisations and repositories?`,
    );
}

async function ask(
  { url, token }: GiteaAccess,
  method: string,
  path: string,
  body?: object,
): Promise<number> {
  const response = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: {
      authorization: `token ${token}`,
      'content-type': 'application/json',
    },
    body: body && JSON.stringify(body),
  }).catch(error => {
    throw new Error(`${url} (GITEA_URL) does not answer.`, { cause: error });
  });
  if (response.status === 401)
    throw new Error(`${url} does not accept GITEA_TOKEN.`);
  return response.status;
}
