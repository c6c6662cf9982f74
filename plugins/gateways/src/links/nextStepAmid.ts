import {
  ChangeInFlight,
  NextStep,
} from '@product-gateways/backstage-plugin-gateways-common';

/** A step, or the pull request that is under way in its place. */
export type StepAmid = NextStep & {
  underWay?: Pick<ChangeInFlight, 'state' | 'pullRequest'>;
};

/** The next step amid what is under way: a change of several waves is brought to its end before another begins. */
export function nextStepAmid(
  step: NextStep | undefined,
  changes: readonly ChangeInFlight[],
  mayPropose: boolean,
): StepAmid | undefined {
  const next = changes.find(({ state }) => state === 'continues');
  if (next && mayPropose) {
    const { intent, wave, title } = next;
    return {
      title: `Continue: ${wave ? `wave ${wave.number} of ${wave.of}` : title}`,
      template: `template:default/${intent.kind}`,
      intent,
    };
  }
  const running = changes.find(({ state, intent, wave }) =>
    state === 'proposed'
      ? intent.kind === step?.intent?.kind || (wave?.of ?? 1) > 1
      : state === 'merged' && (wave?.of ?? 1) > 1,
  );
  if (!running) return step;
  const { title, state, pullRequest } = running;
  return { title, underWay: { state, pullRequest } };
}
