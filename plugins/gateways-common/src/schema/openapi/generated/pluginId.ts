export const pluginId = 'gateways';
