import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  CompoundEntityRef,
  Entity,
  KubernetesValidatorFunctions,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  changeProposePermission,
  productCreatePermission,
  productReadPermission,
} from '@product-gateways/backstage-plugin-gateways-common';
import { GatewaysProduct } from '@product-gateways/backstage-plugin-gateways-node';
import { CatalogProduct, catalogProduct, entityFields } from './CatalogProduct';
import { Naming } from './Naming';
import { WantedProduct, wantedProduct } from './wantedProduct';

export interface ProductCatalogOptions {
  catalog: CatalogService;
  permissions: PermissionsService;
  /** Kinds of entities that are products. */
  kinds: readonly string[];
  /** Whether a policy's decision, conditional or not, holds for a product. */
  isAllowed(decision: PolicyDecision, product: GatewaysProduct): boolean;
}

/** A product in front of one caller, who may read it. */
export interface ReadableProduct extends CatalogProduct {
  mayPropose: boolean;
}

/** Which products there are for a caller: what the catalog shows to them and the policy lets them read. */
export class ProductCatalog {
  readonly #kinds: ReadonlySet<string>;

  constructor(private readonly options: ProductCatalogOptions) {
    this.#kinds = new Set(options.kinds.map(kind => kind.toLowerCase()));
  }

  /** @throws InputError for a name that is none, NotFoundError for one the caller's catalog does not have, else NotAllowedError. */
  async readable(
    ref: CompoundEntityRef,
    credentials: BackstageCredentials,
  ): Promise<ReadableProduct> {
    const product = await this.#find(ref, credentials);
    const [read, propose] = await this.#authorize(product, credentials);
    if (!read) {
      throw new NotAllowedError(
        `You may not read the gateways of ${product.entityRef}`,
      );
    }
    return { ...product, mayPropose: propose };
  }

  /** @throws as {@link ProductCatalog.readable}, and NotAllowedError where the caller may not propose changes. */
  async changeable(
    ref: CompoundEntityRef,
    credentials: BackstageCredentials,
  ): Promise<CatalogProduct> {
    const product = await this.readable(ref, credentials);
    if (!product.mayPropose) {
      throw new NotAllowedError(
        `You may not propose changes for ${product.entityRef}`,
      );
    }
    return product;
  }

  /**
   * A product that the caller wants to be. Its owner is one that the policy lets the caller begin products for.
   *
   * @throws NotAllowedError where the policy does not, NotFoundError for an owner whom the caller's catalog does not have, ConflictError
   * where the entity exists.
   */
  async creatable(
    wanted: WantedProduct,
    credentials: BackstageCredentials,
  ): Promise<CatalogProduct> {
    const { catalog, permissions, isAllowed } = this.options;
    this.#check(wanted.ref);
    const product = wantedProduct(wanted);
    const { entityRef, owners } = product;
    const [create] = await permissions.authorizeConditional(
      [{ permission: productCreatePermission }],
      { credentials },
    );
    const [owner] = owners;
    if (!isAllowed(create, product)) {
      throw new NotAllowedError(
        `You may not propose a product that ${owner} owns: choose a team of yours as its owner`,
      );
    }
    const { items } = await catalog.getEntitiesByRefs(
      { entityRefs: [entityRef, owner] },
      { credentials },
    );
    const [existing, team] = items;
    if (existing) {
      const where = existing.metadata.annotations?.[ANNOTATION_LOCATION];
      throw new ConflictError(
        `The catalog has ${entityRef} already${
          where ? ` (${where})` : ''
        }: choose another name`,
      );
    }
    if (!team) throw new NotFoundError(`The catalog has no ${owner}`);
    return product;
  }

  /** By name. */
  async list(credentials: BackstageCredentials): Promise<ReadableProduct[]> {
    const { catalog, permissions, isAllowed } = this.options;
    const [{ items }, [read, propose]] = await Promise.all([
      catalog.getEntities(
        {
          filter: { kind: [...this.#kinds] },
          fields: entityFields,
        },
        { credentials },
      ),
      permissions.authorizeConditional(
        [
          { permission: productReadPermission },
          { permission: changeProposePermission },
        ],
        { credentials },
      ),
    ]);
    return items
      .map(catalogProduct)
      .filter(product => isAllowed(read, product))
      .map(product => ({ ...product, mayPropose: isAllowed(propose, product) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** How to call products in front of the caller. */
  async naming(
    names: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<ProductNaming> {
    const found = new Map<string, CatalogProduct>();
    for (const product of await this.#named(names, credentials)) {
      found.set(product.name, product);
    }
    return {
      title: name => found.get(name)?.title ?? 'another product',
      mayRead: name => found.has(name),
      entityRef: name => found.get(name)?.entityRef,
    };
  }

  async #find(
    ref: CompoundEntityRef,
    credentials: BackstageCredentials,
  ): Promise<CatalogProduct> {
    this.#check(ref);
    const entity = await this.options.catalog.getEntityByRef(ref, {
      credentials,
    });
    if (!entity) {
      throw new NotFoundError(`The catalog has no ${stringifyEntityRef(ref)}`);
    }
    return catalogProduct(entity);
  }

  #check({ kind, namespace, name }: CompoundEntityRef): void {
    if (
      !/^[a-z]+$/i.test(kind) ||
      !KubernetesValidatorFunctions.isValidNamespace(namespace) ||
      !KubernetesValidatorFunctions.isValidObjectName(name)
    ) {
      throw new InputError(
        `${JSON.stringify(
          `${kind}:${namespace}/${name}`,
        )} cannot be the name of an entity`,
      );
    }
    if (!this.#kinds.has(kind.toLowerCase())) {
      throw new NotFoundError(
        `An entity of kind ${kind} is no product; products are of kind ${this.options.kinds.join(
          ', ',
        )} (gateways.productKinds)`,
      );
    }
  }

  async #authorize(
    { entityRef }: CatalogProduct,
    credentials: BackstageCredentials,
  ): Promise<boolean[]> {
    const decisions = await this.options.permissions.authorize(
      [
        { permission: productReadPermission, resourceRef: entityRef },
        { permission: changeProposePermission, resourceRef: entityRef },
      ],
      { credentials },
    );
    return decisions.map(({ result }) => result === AuthorizeResult.ALLOW);
  }

  async #named(
    names: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<CatalogProduct[]> {
    const { catalog, permissions, isAllowed } = this.options;
    if (names.length === 0) return [];
    const [{ items }, [read]] = await Promise.all([
      catalog.getEntitiesByRefs(
        {
          entityRefs: names.flatMap(name => this.#refsFor(name)),
          fields: entityFields,
        },
        { credentials },
      ),
      permissions.authorizeConditional(
        [{ permission: productReadPermission }],
        { credentials },
      ),
    ]);
    return items
      .filter((entity): entity is Entity => entity !== undefined)
      .map(catalogProduct)
      .filter(product => names.includes(product.name))
      .filter(product => isAllowed(read, product));
  }

  /** A name with a dot may be `<namespace>.<name>`, or a name with a dot in namespace `default`. */
  #refsFor(name: string): string[] {
    const [namespace, ...rest] = name.split('.');
    const places = [
      { namespace: 'default', name },
      ...(rest.length > 0 ? [{ namespace, name: rest.join('.') }] : []),
    ];
    return [...this.#kinds].flatMap(kind =>
      places.map(place => stringifyEntityRef({ kind, ...place })),
    );
  }
}

/** {@link Naming}, and where a named product is in the catalog. */
export interface ProductNaming extends Naming {
  entityRef(product: string): string | undefined;
}
