import { JsonRecord, ObjectRef } from '../../resources';
import { Snapshot } from '../../snapshot';
import { isRecord } from '../../resources';
import { record, records } from '../fields';
import { ListenerTls } from '../model';
import { isGranted } from './grants';
import { referenceOf } from './kinds';

/** A listener's TLS; `problem`: it has no certificate that may be used, so istiod does not open the listener. */
export function readTls(
  snapshot: Snapshot,
  owner: ObjectRef,
  stated: unknown,
): { readonly tls?: ListenerTls; readonly problem?: string } {
  if (!isRecord(stated)) return {};
  if (stated.mode === 'Passthrough')
    return { tls: { mode: 'PASSTHROUGH', certificates: [] } };
  const mode = terminateMode(stated);
  const { namespace = '' } = owner;
  const certificates = records(stated.certificateRefs).map(([entry]) =>
    referenceOf(entry, { group: '', kind: 'Secret', namespace }),
  );
  const tls = { mode, certificates };
  if (
    mode === 'ISTIO_MUTUAL' ||
    record(stated.options)[modeOption] === 'ISTIO_SIMPLE'
  )
    return { tls };
  if (certificates.length > 2)
    return { tls, problem: 'istiod takes up to two certificates' };
  const faults = certificates.map(certificate =>
    faultOf(snapshot, owner, certificate),
  );
  return certificates.length > 0 && faults.some(fault => fault === undefined)
    ? { tls }
    : { tls, problem: faults[0] ?? 'No certificate is named' };
}

const modeOption = 'gateway.istio.io/tls-terminate-mode';

function terminateMode({ options }: JsonRecord): ListenerTls['mode'] {
  const stated = record(options)[modeOption];
  return stated === 'MUTUAL' ||
    stated === 'OPTIONAL_MUTUAL' ||
    stated === 'ISTIO_MUTUAL'
    ? stated
    : 'SIMPLE';
}

function faultOf(
  snapshot: Snapshot,
  owner: ObjectRef,
  certificate: ObjectRef,
): string | undefined {
  const name = `${certificate.namespace}/${certificate.name}`;
  if (certificate.kind !== 'Secret' || certificate.group !== '')
    return `${certificate.kind} ${name} is no Secret`;
  // Secrets are seldom read: a snapshot without any says nothing about them, so they are taken to be there.
  const seen = snapshot.list('', 'Secret').length > 0;
  const secret = snapshot.get(certificate);
  if (seen && !secret) return `Secret ${name} does not exist`;
  const data = secret && isRecord(secret.data) ? secret.data : undefined;
  if (data && !(data['tls.crt'] && data['tls.key']))
    return `Secret ${name} holds no certificate with its key`;
  if (!isGranted(snapshot, owner, certificate))
    return `No ReferenceGrant lets ${owner.kind} ${owner.namespace}/${owner.name} use Secret ${name}`;
  return undefined;
}
