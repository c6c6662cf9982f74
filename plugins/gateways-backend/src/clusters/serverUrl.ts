import { requestFailed } from './Failure';

/** The address of an API server. Over plain HTTP a token would travel in clear, so that is refused. */
export function serverUrl(address: string): URL {
  if (!URL.canParse(address)) {
    throw requestFailed(
      'CONFIG',
      `'${address}' is not an address of an API server: write https://HOST:PORT.`,
    );
  }
  const url = new URL(address);
  if (url.protocol !== 'https:') {
    throw requestFailed(
      'CONFIG',
      `The API server's address has to begin with https:// (it begins with ${url.protocol}//).`,
    );
  }
  return url;
}
