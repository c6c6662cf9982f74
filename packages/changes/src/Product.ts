/**
 * Whom a change is for.
 *
 * @public
 */
export interface Product {
  /** As clusters know it: the value of the label `product-gateways.io/product`. */
  name: string;
  /** For people. */
  title: string;
  /** As the catalog knows it. */
  entityRef: string;
}
