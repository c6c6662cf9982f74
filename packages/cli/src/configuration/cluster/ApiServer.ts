import { request, RequestOptions } from 'node:https';
import { json as readJson } from 'node:stream/consumers';
import type { KubeConfig } from '@kubernetes/client-node';
import { Io, Refusal } from '../../io';
import { messageOf } from '../../reasons';

/** Reads from one cluster's API server. There is nothing here that writes. */
export interface ApiServer {
  /** The JSON that a path answers with; rejects with an {@link ApiFailure}. */
  get(path: string): Promise<unknown>;
}

/** Why an API server did not say what it was asked. */
export class ApiFailure extends Error {
  /** The HTTP status; absent: there was no answer. */
  constructor(message: string, readonly status?: number) {
    super(message);
  }
}

/** A page of a list has to be complete within so many milliseconds. */
const patience = 30_000;

/** The API server of a kubeconfig's context, with its credentials. */
export async function connect(
  context: string,
  { kubeconfig, io }: { kubeconfig?: string; io: Io },
): Promise<ApiServer> {
  const { KubeConfig: Config } = await io.kubernetesClient();
  const config = new Config();
  load(config, kubeconfig);
  if (!config.getContextObject(context)) {
    const known = config.getContexts().map(({ name }) => name);
    throw new Refusal(
      `The kubeconfig has no context '${context}', only: ${
        known.join(', ') || 'none'
      }.`,
    );
  }
  config.setCurrentContext(context);
  const server = config.getCurrentCluster()?.server;
  if (!server || !config.getCurrentUser())
    throw new Refusal(
      `The kubeconfig's context '${context}' names a cluster or a user that is not there.`,
    );
  return {
    get: async path => {
      const options: RequestOptions = {
        signal: AbortSignal.timeout(patience),
        headers: { accept: 'application/json' },
      };
      await config.applyToHTTPSOptions(options);
      return get(new URL(`${server.replace(/\/$/, '')}${path}`), options);
    },
  };
}

/** Like kubectl: the file named, else KUBECONFIG, else ~/.kube/config. */
function load(config: KubeConfig, file: string | undefined) {
  try {
    if (file === undefined) config.loadFromDefault();
    else config.loadFromFile(file);
  } catch (error) {
    throw new Refusal(
      `The kubeconfig ${file ?? ''} cannot be read: ${messageOf(error)}`,
    );
  }
}

async function get(url: URL, options: RequestOptions): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const failed = (error: Error) =>
      reject(
        new ApiFailure(
          error.name === 'TimeoutError' || error.name === 'AbortError'
            ? `${url.host} gave no complete answer within ${patience / 1000} s`
            : `${url.host}: ${error.message || error.name}`,
        ),
      );
    const asked = request(url, options, response => {
      const { statusCode: status = 0 } = response;
      readJson(response).then(
        body => {
          if (status === 200) resolve(body);
          else reject(new ApiFailure(`${url.host} answered ${status}`, status));
        },
        error => {
          if (status === 200) failed(error);
          else reject(new ApiFailure(`${url.host} answered ${status}`, status));
        },
      );
    });
    asked.once('error', failed);
    asked.end();
  });
}
