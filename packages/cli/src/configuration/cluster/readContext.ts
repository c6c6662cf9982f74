import { kinds } from '@product-gateways/mesh';
import { Contents } from '../Manifest';
import { Io } from '../../io';
import { ApiFailure, connect } from './ApiServer';
import { readCluster } from './readCluster';

/** The cluster of a kubeconfig's context. One that does not answer hides no other: all its kinds are unseen. */
export async function readContext(
  context: string,
  access: { kubeconfig?: string; io: Io },
): Promise<Contents> {
  const server = await connect(context, access);
  try {
    const { objects, unseen, missing } = await readCluster(server);
    const isAbsent = unseen
      .filter(({ reason }) => reason === 'not-installed')
      .map(({ kind }) => kind);
    return {
      manifests: objects.map(object => ({ object, within: [] })),
      faults: [],
      notes:
        isAbsent.length > 0
          ? [`${context} has no ${isAbsent.join(', ')} installed.`]
          : [],
      live: {
        unseen,
        gaps: missing.map(what => `${context} is seen in part: ${what}.`),
      },
    };
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error;
    return {
      manifests: [],
      faults: [],
      notes: [],
      live: {
        unseen: kinds.map(({ group, kind }) => ({
          group,
          kind,
          reason: 'failing',
        })),
        gaps: [`${context} is not seen: ${error.message}.`],
      },
    };
  }
}
