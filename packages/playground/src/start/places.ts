/** The sample company's clusters. Ports, zones and folders are those that app-config.yaml names. */
export interface SamplePlace {
  name: string;
  port: number;
  zone: string;
  podNetwork: string;
  balancerNetwork: string;
  /** Its folder in the repository. */
  folder: string;
}

export const places: readonly SamplePlace[] = [
  {
    name: 'east',
    port: 7101,
    zone: 'eu-west-1a',
    podNetwork: '10.1',
    balancerNetwork: '203.0.113',
    folder: 'clusters/east',
  },
  {
    name: 'west',
    port: 7102,
    zone: 'eu-west-1b',
    podNetwork: '10.2',
    balancerNetwork: '198.51.100',
    folder: 'clusters/west',
  },
];

export const forgePort = 7103;
