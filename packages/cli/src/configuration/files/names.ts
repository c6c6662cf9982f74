/** In a folder these names are read. */
export const isManifestName = (name: string) => /\.(ya?ml|json)$/i.test(name);

/** Where no cluster's configuration lies. */
export const isPassedOver = (name: string) =>
  name.startsWith('.') || name === 'node_modules';
