// A workflow that asks a person about held imports, in the resource group of the segmentation.
@description('The region of the workflow.')
param location string

@description('The Service Bus namespace of the segmentation.')
param serviceBusName string

@description('Where the function app answers, such as https://func-segmentation-abc.azurewebsites.net/api.')
param apiUrl string

@description('A function key of the app. It stays in the parameters of the workflow, which hide it.')
@secure()
param functionKey string

@description('Who is asked, and told of rejected imports: an address.')
param approver string

// Azure Service Bus Data Receiver.
var receiver = '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0'

resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' existing = {
  name: serviceBusName

  resource topic 'topics' existing = {
    name: 'segment-transitions'
  }
}

resource listener 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2024-01-01' = {
  parent: namespace::topic
  name: 'import-decisions'
  properties: {
    maxDeliveryCount: 10
    deadLetteringOnMessageExpiration: true
  }
}

// It takes the place of the rule $Default, which would let everything through.
resource rule 'Microsoft.ServiceBus/namespaces/topics/subscriptions/rules@2024-01-01' = {
  parent: listener
  name: '$Default'
  properties: {
    filterType: 'SqlFilter'
    sqlFilter: {
      sqlExpression: 'sys.Label IN (\'segmentation.import.held.v1\', \'segmentation.import.rejected.v1\')'
    }
  }
}

resource serviceBus 'Microsoft.Web/connections@2016-06-01' = {
  name: 'servicebus'
  location: location
  properties: {
    displayName: 'Topic of the segmentation'
    api: {
      id: subscriptionResourceId('Microsoft.Web/locations/managedApis', location, 'servicebus')
    }
    parameterValueSet: {
      name: 'managedIdentityAuth'
      values: {
        namespaceEndpoint: {
          value: 'sb://${serviceBusName}.servicebus.windows.net/'
        }
      }
    }
  }
}

// Somebody signs in to it once, in the portal: its mails come from that person.
resource office 'Microsoft.Web/connections@2016-06-01' = {
  name: 'office365'
  location: location
  properties: {
    displayName: 'Mails about imports'
    api: {
      id: subscriptionResourceId('Microsoft.Web/locations/managedApis', location, 'office365')
    }
  }
}

resource workflow 'Microsoft.Logic/workflows@2019-05-01' = {
  name: 'logic-import-decisions'
  location: location
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    definition: loadJsonContent('workflow.json')
    parameters: {
      '$connections': {
        value: {
          servicebus: {
            id: subscriptionResourceId('Microsoft.Web/locations/managedApis', location, 'servicebus')
            connectionId: serviceBus.id
            connectionName: serviceBus.name
            connectionProperties: {
              authentication: {
                type: 'ManagedServiceIdentity'
              }
            }
          }
          office365: {
            id: subscriptionResourceId('Microsoft.Web/locations/managedApis', location, 'office365')
            connectionId: office.id
            connectionName: office.name
          }
        }
      }
      apiUrl: {
        value: apiUrl
      }
      functionKey: {
        value: functionKey
      }
      approver: {
        value: approver
      }
    }
  }
}

resource mayReceive 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: listener
  name: guid(listener.id, workflow.id, receiver)
  properties: {
    principalId: workflow.identity.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', receiver)
  }
}
