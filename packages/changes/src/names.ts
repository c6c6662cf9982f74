import { normalHost } from '@product-gateways/mesh';
import { Refusal } from './Refusal';

const label = '[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?';
const dnsLabel = new RegExp(`^${label}$`);
const dnsName = new RegExp(`^(\\*\\.)?${label}(\\.${label})*$`);
/** The API server asks a Service's name to begin with a letter: RFC 1035. */
const serviceName = /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/;
const labelValue = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;

/** A namespace's name by RFC 1123, or a refusal. */
export function checkedNamespace(namespace: string): string {
  return checked(dnsLabel, namespace, 'a namespace');
}

/** A Service's name by RFC 1035, or a refusal. */
export function checkedService(name: string): string {
  return checked(serviceName, name, 'a Service');
}

/** A product's name as the value of a label, or a refusal. */
export function checkedProduct(product: string): string {
  return checked(labelValue, product, 'a product');
}

/** A new product's name: it becomes a namespace's and part of a Service's, so it keeps to what both allow; or a refusal. */
export function checkedNewProduct(name: string): string {
  return checked(serviceName, name, 'a new product');
}

/**
 * A host as gateways compare it: lower case, IDN as punycode, without a port or the root's dot; or a refusal.
 * @example checkedHost('Bücher.example.') // 'xn--bcher-kva.example'
 */
export function checkedHost(host: string): string {
  return checked(dnsName, normalHost(host) ?? '', 'a host', host);
}

/** @example gatewayNameOf('payments') // 'payments-gateway' */
export function gatewayNameOf(product: string): string {
  const name = `${product.toLowerCase().replace(/[._]/g, '-')}-gateway`;
  return checked(serviceName, name, "a gateway's Service");
}

/** A piece of input, readable and on one line. */
export function quoted(text: string): string {
  const short = text.length > 80 ? `${text.slice(0, 80)}…` : text;
  return JSON.stringify(short).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function checked(
  rule: RegExp,
  text: string,
  what: string,
  given = text,
): string {
  if (rule.test(text)) return text;
  throw new Refusal(
    'invalid',
    `${quoted(
      given,
    )} cannot be the name of ${what}: Kubernetes allows letters, digits and - in it, and a dot only between the parts of a host.`,
  );
}
