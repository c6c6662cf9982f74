/** A gateway that serves one host over plaintext, as files of a cluster have it. */
export const gateway = `apiVersion: v1
kind: Pod
metadata: { name: gateway-1, namespace: payments, labels: { istio: payments } }
spec: { containers: [{ name: istio-proxy, image: auto }] }
---
apiVersion: v1
kind: Service
metadata: { name: gateway, namespace: payments }
spec: { selector: { istio: payments }, ports: [{ port: 80, targetPort: 8080 }] }
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: gateway, namespace: payments }
spec:
  selector: { istio: payments }
  servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: [payments.my-company.io] }]
---
apiVersion: v1
kind: Service
metadata: { name: payments, namespace: payments }
spec: { ports: [{ port: 8080 }] }
`;

export const routes = `# Who answers for payments.
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: payments, namespace: payments }
spec:
  hosts: [payments.my-company.io]
  gateways: [gateway]
  http:
    - match:
        - uri:
            prefix: /web
      route:
        - destination: { host: payments }
`;
