import { ChangePlan } from '../../ChangePlan';
import { AddCluster, CreateGateway, Intent, SplitService } from '../../Intent';
import { Refusal } from '../../Refusal';
import { files, intent as gateway, planIn } from '../../testing/company';
import { planSplit, split, splitFiles } from '../../testing/splitWorld';
import { git, intent as second, planAcross } from '../../testing/twoClusters';

/** A place in an intent that takes a string from outside. */
export interface Field {
  name: string;
  asking(value: string): Intent;
  /** How manifests have to hold it; absent: where it is a name that leads to an object, or is for people. */
  written?(value: string): string;
}

/** Every such place. */
export const fields: readonly Field[] = [
  ...common(gateway),
  ...common(split),
  ...common(second),
  ...(['deployment', 'chart', 'operator'] as const).map(installer =>
    asItIs(
      field(`namespace, by ${installer}`, gateway, namespace => ({
        installer,
        namespace,
      })),
    ),
  ),
  field('service.namespace', split, namespace => ({
    service: { ...split.service, namespace },
  })),
  field('service.name', split, name => ({
    service: { ...split.service, name },
  })),
  part('to.namespace', namespace => ({ to: { ...to, namespace } })),
  part('to.name', name => ({ to: { ...to, name } })),
  part('prefix', value => ({ path: { type: 'prefix', value } })),
  asItIs(part('path', value => ({ path: { type: 'exact', value } }))),
  part('method', method => ({ method })),
  inLowerCase(
    part('header.name', name => ({ header: { name, value: 'yes' } })),
  ),
  asItIs(part('header', value => ({ header: { name: 'x-tier', value } }))),
  inLowerCase(
    field('guard.header', split, header => ({
      guard: { header, value: 'test' },
    })),
  ),
  asItIs(
    field('guard.value', split, value => ({
      guard: { header: 'x-split', value },
    })),
  ),
  field('from', second, from => ({ from })),
  field('internalHost', second, internalHost => ({ internalHost })),
];

/** The plan, or the sentence of its refusal. Anything else that is thrown is a bug. */
export function answerTo(asked: Intent): ChangePlan | string {
  try {
    return planned(asked);
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}

/** The same company, each time as far as the intent needs it. */
function planned(asked: Intent): ChangePlan {
  switch (asked.kind) {
    case 'split-service':
      return planSplit({ git: splitFiles }, asked);
    case 'add-cluster':
      return planAcross({ git }, asked);
    default:
      return planIn({ git: files }, asked);
  }
}

function common(intent: CreateGateway | SplitService | AddCluster): Field[] {
  const { product } = intent;
  return [
    field('product.name', intent, name => ({ product: { ...product, name } })),
    field('product.title', intent, title => ({
      product: { ...product, title },
    })),
    field('product.entityRef', intent, entityRef => ({
      product: { ...product, entityRef },
    })),
    field('cluster', intent, cluster => ({ cluster })),
    field('hosts', intent, host => ({ hosts: [host] })),
    field('one host more', intent, host => ({
      hosts: [...intent.hosts, host],
    })),
    field('confirmed', intent, id => ({ confirmed: [id] })),
  ];
}

function field<T extends Intent>(
  name: string,
  intent: T,
  change: (value: string) => Partial<T>,
): Field {
  return {
    name: `${intent.kind}: ${name}`,
    asking: value => ({ ...intent, ...change(value) }),
  };
}

/** In the first part of a split. */
function part(
  name: string,
  change: (value: string) => Partial<SplitService['parts'][number]>,
): Field {
  return field(`parts: ${name}`, split, value => ({
    parts: [{ to, ...change(value) }, ...split.parts.slice(1)],
  }));
}

const { to } = split.parts[0];

function asItIs(it: Field): Field {
  return { ...it, written: value => value };
}

function inLowerCase(it: Field): Field {
  return { ...it, written: value => value.toLowerCase() };
}
