/**
 * Where a client or an endpoint runs. What is not known is empty.
 *
 * @public
 */
export interface Locality {
  readonly region: string;
  readonly zone: string;
  readonly subzone: string;
}

export const nowhere: Locality = { region: '', zone: '', subzone: '' };

/** `eu-west/eu-west-1a/rack-3`, as Istio writes a locality; labels, which may not hold a slash, have dots. */
export function readLocality(stated: string): Locality {
  const text = stated.includes('/') ? stated : stated.replaceAll('.', '/');
  const [region = '', zone = '', subzone = ''] = text.split('/');
  return { region, zone, subzone };
}

export function writeLocality({ region, zone, subzone }: Locality): string {
  return [region, zone, subzone].join('/').replace(/\/+$/, '');
}

/** Whether a locality is meant by `from` or `to` of `distribute`: what is left out or `*` is any. */
export function isMeant(locality: Locality, pattern: string): boolean {
  const [region, zone = '*', subzone = '*'] = pattern.split('/');
  const meets = (wanted: string, got: string) =>
    wanted === '*' || wanted === got;
  return (
    meets(region, locality.region) &&
    meets(zone || '*', locality.zone) &&
    meets(subzone || '*', locality.subzone)
  );
}

/** 0: the same place, 1: the same zone, 2: the same region, 3: elsewhere. */
export function distance(a: Locality, b: Locality): number {
  if (a.region !== b.region) return 3;
  if (a.zone !== b.zone) return 2;
  return a.subzone === b.subzone ? 0 : 1;
}
