import {
  ObjectRef,
  ProductRef,
  Source,
} from '@product-gateways/backstage-plugin-gateways-common';

/** An object as people name it: `VirtualService payments/payments`. */
export function nameOfObject({ kind, namespace, name }: ObjectRef): string {
  return `${kind} ${namespace ? `${namespace}/` : ''}${name}`;
}

/** A part of an object: `VirtualService payments/payments http[0]`. That it lies in the spec goes without saying. */
export function nameOfSource({ object, path }: Source): string {
  return `${nameOfObject(object)} ${path.replace(/^spec\.?/, '')}`.trimEnd();
}

const standIns = ['IngressClass', 'Gateway'];

/** Whether a gateway's workload is what runs it. Where that cannot be seen, an IngressClass or a managed Gateway stands for it. */
export function isSeen({ kind }: ObjectRef): boolean {
  return !standIns.includes(kind);
}

const and = new Intl.ListFormat('en', { type: 'conjunction' });

/** `a`, `a and b`, `a, b, and c`. */
export function listOf(words: readonly string[]): string {
  return and.format(words);
}

/** The titles of some products: `Analytics and Orders`. */
export function titlesOf(products: readonly ProductRef[]): string {
  return listOf(products.map(product => product.title));
}
