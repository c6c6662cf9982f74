import { AuditorService } from '@backstage/backend-plugin-api';

type Event = Parameters<AuditorService['createEvent']>[0];

/** Does something on somebody's behalf, and leaves on record that it was done, or why it was not. */
export async function audited<T>(
  auditor: AuditorService,
  event: Event,
  work: () => Promise<T>,
): Promise<T> {
  const record = await auditor.createEvent(event);
  try {
    const result = await work();
    await record.success();
    return result;
  } catch (error) {
    await record.fail({
      error: error instanceof Error ? error : new Error(String(error)),
    });
    throw error;
  }
}
