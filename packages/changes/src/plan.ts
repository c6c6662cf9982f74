import { Mesh } from '@product-gateways/mesh';
import { answered } from './answered';
import { ChangePlan } from './ChangePlan';
import { claimsInGit } from './claimsInGit';
import { Intent } from './Intent';
import { planAddCluster } from './intents/addCluster';
import { planCreateGateway } from './intents/createGateway';
import { planNewProduct } from './intents/newProduct';
import { planSplitService } from './intents/splitService';
import { Desired, Evidence, Planning } from './Planning';

/**
 * What an intent takes to become true, from what git, the clusters and other evidence say now. Pure: the same answers to the same
 * questions, and nothing is written. Throws a {@link Refusal} where the intent cannot be planned.
 *
 * @param desired - What git says of each cluster
 * @param live - What is in each cluster
 * @public
 */
export function plan(
  intent: Intent,
  desired: Desired,
  live: Mesh,
  evidence: Evidence,
): ChangePlan {
  const known = { desired, live, evidence };
  const planning = {
    ...known,
    evidence: { ...evidence, claimsInGit: claimsInGit(known) },
  };
  return answered(planned(intent, planning), intent.confirmed);
}

function planned(intent: Intent, planning: Planning): ChangePlan {
  switch (intent.kind) {
    case 'create-gateway':
      return planCreateGateway(intent, planning);
    case 'add-cluster':
      return planAddCluster(intent, planning);
    case 'new-product':
      return planNewProduct(intent, planning);
    default:
      return planSplitService(intent, planning);
  }
}
