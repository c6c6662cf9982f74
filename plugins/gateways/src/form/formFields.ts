import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';

/** The fields of the forms that change gateways. A template names them in `ui:field`. */
export const formFields = [
  FormFieldBlueprint.make({
    name: 'product-picker',
    params: {
      field: async () => (await import('./ProductPicker')).productPickerField,
    },
  }),
  FormFieldBlueprint.make({
    name: 'cluster-picker',
    params: {
      field: async () => (await import('./ClusterPicker')).clusterPickerField,
    },
  }),
  FormFieldBlueprint.make({
    name: 'host-picker',
    params: {
      field: async () => (await import('./HostPicker')).hostPickerField,
    },
  }),
  FormFieldBlueprint.make({
    name: 'service-picker',
    params: {
      field: async () => (await import('./ServicePicker')).servicePickerField,
    },
  }),
  FormFieldBlueprint.make({
    name: 'routes-field',
    params: {
      field: async () => (await import('./RoutesField')).routesField,
    },
  }),
  FormFieldBlueprint.make({
    name: 'guard-field',
    params: {
      field: async () => (await import('./GuardField')).guardField,
    },
  }),
  FormFieldBlueprint.make({
    name: 'pace-picker',
    params: {
      field: async () => (await import('./PacePicker')).pacePickerField,
    },
  }),
  FormFieldBlueprint.make({
    name: 'change-preview',
    params: {
      field: async () => (await import('./ChangePreview')).changePreviewField,
    },
  }),
];
