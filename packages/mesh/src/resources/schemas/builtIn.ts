import { Schema } from '../schema';

/** Kubernetes' own kinds, and cert-manager's Certificate: the fields that we read, by group and kind. */
export const builtIn: Readonly<
  Record<string, Readonly<Record<string, Schema>>>
> = {
  '': {
    Namespace: object({ status: object({ phase: string() }) }),
    // Where it runs is in its labels; its status changes every few minutes.
    Node: object({}),
    Service: object({
      spec: object({
        type: string('ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'),
        clusterIP: string(),
        externalName: string(),
        externalTrafficPolicy: string('Cluster', 'Local'),
        trafficDistribution: string(),
        selector: strings(),
        ports: list(
          object(
            {
              name: string(),
              port: integer(),
              targetPort: intOrString(),
              protocol: string('TCP', 'UDP', 'SCTP'),
              appProtocol: string(),
            },
            'port',
          ),
        ),
      }),
      status: loadBalancerStatus(),
    }),
    Pod: object({
      spec: object({
        nodeName: string(),
        serviceAccountName: string(),
        containers: containers(),
      }),
      status: object({
        phase: string('Pending', 'Running', 'Succeeded', 'Failed', 'Unknown'),
        podIP: string(),
        conditions: conditions(),
      }),
    }),
  },
  apps: {
    Deployment: object({
      spec: object(
        {
          replicas: integer(),
          selector: labelSelector(),
          template: object({
            metadata: object({ labels: strings(), annotations: strings() }),
            spec: object({
              serviceAccountName: string(),
              containers: containers(),
            }),
          }),
        },
        'selector',
        'template',
      ),
      status: object({
        observedGeneration: integer(),
        replicas: integer(),
        updatedReplicas: integer(),
        readyReplicas: integer(),
        availableReplicas: integer(),
        conditions: conditions(),
      }),
    }),
  },
  'discovery.k8s.io': {
    EndpointSlice: object({
      addressType: string('IPv4', 'IPv6', 'FQDN'),
      endpoints: list(
        object(
          {
            addresses: list(string()),
            conditions: object({
              ready: boolean(),
              serving: boolean(),
              terminating: boolean(),
            }),
            zone: string(),
            nodeName: string(),
            targetRef: object({
              kind: string(),
              namespace: string(),
              name: string(),
            }),
          },
          'addresses',
        ),
      ),
      ports: list(
        object({
          name: string(),
          port: integer(),
          protocol: string(),
          appProtocol: string(),
        }),
      ),
    }),
  },
  autoscaling: {
    HorizontalPodAutoscaler: object({
      spec: object(
        {
          scaleTargetRef: object(
            { apiVersion: string(), kind: string(), name: string() },
            'kind',
            'name',
          ),
          minReplicas: integer(),
          maxReplicas: integer(),
        },
        'scaleTargetRef',
        'maxReplicas',
      ),
      status: object({
        currentReplicas: integer(),
        desiredReplicas: integer(),
      }),
    }),
  },
  policy: {
    PodDisruptionBudget: object({
      spec: object({
        minAvailable: intOrString(),
        maxUnavailable: intOrString(),
        selector: labelSelector(),
      }),
      status: object({
        expectedPods: integer(),
        currentHealthy: integer(),
        desiredHealthy: integer(),
        disruptionsAllowed: integer(),
      }),
    }),
  },
  'networking.k8s.io': {
    Ingress: object({
      spec: object({
        ingressClassName: string(),
        defaultBackend: ingressBackend(),
        tls: list(object({ hosts: list(string()), secretName: string() })),
        rules: list(
          object({
            host: string(),
            http: object(
              {
                paths: list(
                  object(
                    {
                      path: string(),
                      pathType: string(
                        'Exact',
                        'Prefix',
                        'ImplementationSpecific',
                      ),
                      backend: ingressBackend(),
                    },
                    'pathType',
                    'backend',
                  ),
                ),
              },
              'paths',
            ),
          }),
        ),
      }),
      status: loadBalancerStatus(),
    }),
    IngressClass: object({ spec: object({ controller: string() }) }),
  },
  'cert-manager.io': {
    Certificate: object({
      spec: object(
        {
          secretName: string(),
          dnsNames: list(string()),
          issuerRef: object(
            { group: string(), kind: string(), name: string() },
            'name',
          ),
        },
        'secretName',
      ),
      status: object({
        notBefore: string(),
        notAfter: string(),
        renewalTime: string(),
        conditions: conditions(),
      }),
    }),
  },
};

function object(
  properties: Record<string, Schema>,
  ...required: string[]
): Schema {
  return { type: 'object', properties, required };
}

function list(items: Schema): Schema {
  return { type: 'array', items };
}

function string(...words: string[]): Schema {
  return words.length ? { type: 'string', enum: words } : { type: 'string' };
}

function strings(): Schema {
  return { type: 'object', additionalProperties: string() };
}

function integer(): Schema {
  return { type: 'integer' };
}

function boolean(): Schema {
  return { type: 'boolean' };
}

function intOrString(): Schema {
  return { 'x-kubernetes-int-or-string': true };
}

function conditions(): Schema {
  return list(object({ type: string(), status: string() }, 'type', 'status'));
}

function containers(): Schema {
  return list(
    object(
      {
        name: string(),
        image: string(),
        ports: list(
          object({ name: string(), containerPort: integer() }, 'containerPort'),
        ),
      },
      'name',
    ),
  );
}

function labelSelector(): Schema {
  return object({
    matchLabels: strings(),
    matchExpressions: list(
      object(
        { key: string(), operator: string(), values: list(string()) },
        'key',
        'operator',
      ),
    ),
  });
}

function ingressBackend(): Schema {
  return object({
    service: object(
      { name: string(), port: object({ name: string(), number: integer() }) },
      'name',
    ),
  });
}

function loadBalancerStatus(): Schema {
  return object({
    loadBalancer: object({
      ingress: list(object({ ip: string(), hostname: string() })),
    }),
  });
}
