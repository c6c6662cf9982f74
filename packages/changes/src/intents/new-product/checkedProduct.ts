import { NewProduct, ServiceName } from '../../Intent';
import {
  checkedHost,
  checkedNamespace,
  checkedNewProduct,
  checkedService,
  quoted,
} from '../../names';
import { Refusal } from '../../Refusal';

const part = '[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?';
const ownerRef = new RegExp(`^(group|user):${part}/${part}$`, 'i');
const domainRef = new RegExp(`^(domain:)?(${part}/)?${part}$`, 'i');

/** An intent of which every name can be, and nothing is left to guess. */
export interface CheckedProduct extends NewProduct {
  namespace: string;
  service: Required<ServiceName>;
}

/** Refuses what cannot be meant so. */
export function checkedProduct(intent: NewProduct): CheckedProduct {
  const { owner, domain, description } = intent;
  const name = checkedNewProduct(intent.product.name);
  const title = oneLine(intent.title ?? name, 100, 'title');
  if (!ownerRef.test(owner))
    refuse(
      `${quoted(
        owner,
      )} cannot own a product: write group:default/NAME or user:default/NAME.`,
    );
  if (domain && !domainRef.test(domain))
    refuse(`${quoted(domain)} cannot be a Domain: write domain:default/NAME.`);
  const hosts = [...new Set(intent.hosts.map(checkedHost))];
  if (!hosts.length)
    refuse(`Name at least one host at which ${title} shall answer.`);
  const namespace = checkedNamespace(intent.namespace ?? name);
  return {
    ...intent,
    product: { ...intent.product, title },
    title,
    description: description && oneLine(description, 500, 'description'),
    hosts,
    namespace,
    service: checkedTarget(intent.service, namespace),
  };
}

function checkedTarget(
  { name, namespace, port }: ServiceName,
  own: string,
): CheckedProduct['service'] {
  checkedService(name);
  if (namespace !== own)
    refuse(
      `The first route leads to a Service of the product's own namespace, ${own}, and not of ${quoted(
        namespace,
      )}.`,
    );
  if (port === undefined || !isPort(port))
    refuse(
      `Say by which port Service ${name} answers: a number from 1 to 65535.`,
    );
  return { name, namespace, port };
}

function isPort(port: number): boolean {
  return Number.isInteger(port) && port >= 1 && port <= 65535;
}

function oneLine(text: string, most: number, what: string): string {
  const trimmed = text.trim();
  if (!trimmed || trimmed.length > most || /\p{C}|\p{Zl}|\p{Zp}/u.test(trimmed))
    refuse(
      `${quoted(
        text,
      )} cannot be the product's ${what}: write one line of at most ${most} characters.`,
    );
  return trimmed;
}

function refuse(message: string): never {
  throw new Refusal('invalid', message);
}
