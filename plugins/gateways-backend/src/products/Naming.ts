/** How products are called in front of the one who asks. */
export interface Naming {
  /** `Analytics`; for a product that the asker may not read `another product`. */
  title(product: string): string;
  mayRead(product: string): boolean;
}

/** `Payments and Analytics`; several that must not be named are named once. */
export function together(products: readonly string[], naming: Naming): string {
  const titles = [...new Set(products.map(naming.title))];
  const last = titles.pop() ?? 'nobody';
  return titles.length > 0 ? `${titles.join(', ')} and ${last}` : last;
}
