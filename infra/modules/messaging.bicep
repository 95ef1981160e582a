// The topic, and subscriptions that show how others listen. Only identities may send or receive.
param name string
param location string
param tags object

// Subscriptions with a filter. It takes the place of the rule $Default, which would let everything through.
var filtered = [
  {
    name: 'upgrades'
    filter: {
      filterType: 'CorrelationFilter'
      correlationFilter: {
        properties: {
          direction: 'upgrade'
        }
      }
    }
  }
  {
    name: 'key-accounts'
    filter: {
      filterType: 'SqlFilter'
      sqlFilter: {
        sqlExpression: 'value >= 100000 AND direction = \'downgrade\''
      }
    }
  }
]

resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' = {
  name: name
  location: location
  tags: tags
  sku: {
    name: 'Standard'
    tier: 'Standard'
  }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
  }
}

resource topic 'Microsoft.ServiceBus/namespaces/topics@2024-01-01' = {
  parent: namespace
  name: 'segment-transitions'
  properties: {
    requiresDuplicateDetection: true
    duplicateDetectionHistoryTimeWindow: 'PT1H'
    // What nobody reads goes after a day: a full topic would stop the app from sending.
    defaultMessageTimeToLive: 'P1D'
    maxSizeInMegabytes: 5120
    supportOrdering: true
  }
}

// Everything, in no order: its rule $Default stays.
resource all 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2024-01-01' = {
  parent: topic
  name: 'all'
  properties: {
    maxDeliveryCount: 10
    deadLetteringOnMessageExpiration: false
  }
}

// Everything, the messages of one customer in their order.
resource ordered 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2024-01-01' = {
  parent: topic
  name: 'ordered'
  properties: {
    requiresSession: true
    maxDeliveryCount: 10
    deadLetteringOnMessageExpiration: false
  }
}

resource some 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2024-01-01' = [
  for listener in filtered: {
    parent: topic
    name: listener.name
    properties: {
      maxDeliveryCount: 10
      deadLetteringOnFilterEvaluationExceptions: true
      deadLetteringOnMessageExpiration: false
    }
  }
]

resource rule 'Microsoft.ServiceBus/namespaces/topics/subscriptions/rules@2024-01-01' = [
  for (listener, i) in filtered: {
    parent: some[i]
    name: '$Default'
    properties: listener.filter
  }
]

output name string = namespace.name
output topicName string = topic.name
output fullyQualifiedNamespace string = '${namespace.name}.servicebus.windows.net'
