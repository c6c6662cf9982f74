import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { git } from '../git/git';
import { mainBranch, type Repository } from '../git/Repository';

const preReceive = `#!/bin/sh
while read -r old new ref; do
  case "$ref" in
    refs/heads/${mainBranch})
      echo "${mainBranch} is protected: push a branch and open a pull request." >&2
      exit 1 ;;
    refs/heads/*) ;;
    *)
      echo "$ref cannot be pushed: only branches can." >&2
      exit 1 ;;
  esac
done
`;

/** Opens a repository to pushes over HTTP, of branches other than main. */
export async function protect(repository: Repository): Promise<void> {
  const hooks = join(repository.dir, 'hooks');
  await mkdir(hooks, { recursive: true });
  await writeFile(join(hooks, 'pre-receive'), preReceive);
  await chmod(join(hooks, 'pre-receive'), 0o755);
  await git(repository.dir, ['config', 'http.receivepack', 'true']);
}
