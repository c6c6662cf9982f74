import { GatewaysClient } from '../api/GatewaysClient';

/** The real client, over real HTTP, as an app with its backend at `http://localhost` would make it. */
export function sampleClient(): GatewaysClient {
  return new GatewaysClient({
    fetchApi: {
      fetch: (url, init) =>
        fetch(String(url).replace('plugin://', 'http://localhost/api/'), init),
    },
  });
}
