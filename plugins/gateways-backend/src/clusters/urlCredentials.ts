import { readFile } from 'node:fs/promises';
import { UrlAccess } from './ClusterConfig';
import { Credentials } from './Credentials';
import { requestFailed } from './Failure';
import { serverUrl } from './serverUrl';

export function urlCredentials(access: UrlAccess): Credentials {
  return {
    async current() {
      const token = access.tokenFile
        ? (await readText(access.tokenFile, 'tokenFile')).trim()
        : access.token;
      return {
        server: serverUrl(access.url),
        headers: bearer(token),
        tls: {
          ca: await certificateAuthority(access),
          rejectUnauthorized: !access.skipTLSVerify,
        },
      };
    },
    renew: () => {},
  };
}

function bearer(token?: string): Record<string, string> {
  return token ? { authorization: `Bearer ${token}` } : {};
}

async function certificateAuthority({ caFile, caData }: UrlAccess) {
  if (caFile) return readText(caFile, 'caFile');
  return caData ? Buffer.from(caData, 'base64') : undefined;
}

async function readText(file: string, key: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw requestFailed('CREDENTIAL', `${key} ${file} cannot be read.`, {
      cause: error,
    });
  }
}
