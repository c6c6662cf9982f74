import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';

/** The fields of the form "give a product its own gateway". A template names them in `ui:field`. */
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
    name: 'change-preview',
    params: {
      field: async () => (await import('./ChangePreview')).changePreviewField,
    },
  }),
];
