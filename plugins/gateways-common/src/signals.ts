/**
 * The signals channel on which the backend says "a newer revision may exist". A signal has no per-channel authorization, so the
 * message carries nothing; the page asks with its own credentials.
 *
 * @public
 */
export const GATEWAYS_SIGNAL_CHANNEL = 'gateways';
