import { ReactElement } from 'react';
import {
  RiCheckboxCircleLine,
  RiContrastLine,
  RiLockLine,
  RiSignalWifiOffLine,
  RiTimeLine,
} from '@remixicon/react';
import { ClusterState } from '@product-gateways/backstage-plugin-gateways-common';
import { Tone } from '../components/Mark';

/** How each state of a cluster is shown and said. The icons differ in shape, so colour carries nothing alone. */
export const clusterStates: Record<
  ClusterState,
  { tone: Tone; icon: ReactElement; meaning: string }
> = {
  live: {
    tone: 'success',
    icon: <RiCheckboxCircleLine />,
    meaning: 'Watched: a change is seen at once.',
  },
  partial: {
    tone: 'warning',
    icon: <RiContrastLine />,
    meaning:
      'Some kinds of object cannot be read, so something may be missing below.',
  },
  stale: {
    tone: 'warning',
    icon: <RiTimeLine />,
    meaning: 'The connection is lost. What is shown was true then.',
  },
  forbidden: {
    tone: 'danger',
    icon: <RiLockLine />,
    meaning: 'The portal may not read anything in this cluster.',
  },
  unreachable: {
    tone: 'danger',
    icon: <RiSignalWifiOffLine />,
    meaning: 'This cluster has not been read yet, so nothing of it is shown.',
  },
};
