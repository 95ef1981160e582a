// What a person must look at: each of these means that something was not taken or not delivered.
param tags object

@description('Who is told; empty for nobody.')
param email string
param dataStorageName string
param serviceBusName string
param systemTopicName string

resource dataStorage 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {
  name: dataStorageName

  resource queues 'queueServices' existing = {
    name: 'default'
  }
}

resource serviceBus 'Microsoft.ServiceBus/namespaces@2024-01-01' existing = {
  name: serviceBusName
}

resource systemTopic 'Microsoft.EventGrid/systemTopics@2025-02-15' existing = {
  name: systemTopicName
}

// The metric of queues is hourly, and covers the account: its queues are those of the blob trigger, which are empty
// when all is well.
var watched = [
  {
    name: 'poison-dumps'
    text: 'Files of the inbox could not be handed over five times, and nobody took their messages.'
    scope: dataStorage::queues.id
    metric: 'QueueMessageCount'
    namespace: 'Microsoft.Storage/storageAccounts/queueServices'
    aggregation: 'Average'
    every: 'PT1H'
    window: 'PT1H'
  }
  {
    name: 'dead-letters-of-topic'
    text: 'A subscriber gave messages about moves up.'
    scope: serviceBus.id
    metric: 'DeadletteredMessages'
    namespace: 'Microsoft.ServiceBus/namespaces'
    aggregation: 'Maximum'
    every: 'PT15M'
    window: 'PT15M'
  }
  {
    name: 'dead-letters-of-dumps'
    text: 'Events about dumps did not reach the app; the reconciliation takes the files all the same.'
    scope: systemTopic.id
    metric: 'DeadLetteredCount'
    namespace: 'Microsoft.EventGrid/systemTopics'
    aggregation: 'Total'
    every: 'PT15M'
    window: 'PT15M'
  }
]

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(email)) {
  name: 'segmentation-people'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'segmentation'
    enabled: true
    emailReceivers: [
      {
        name: 'email'
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
  }
}

resource alert 'Microsoft.Insights/metricAlerts@2018-03-01' = [
  for watch in watched: {
    name: watch.name
    location: 'global'
    tags: tags
    properties: {
      description: watch.text
      severity: 2
      enabled: true
      autoMitigate: true
      scopes: [
        watch.scope
      ]
      evaluationFrequency: watch.every
      windowSize: watch.window
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
        allOf: [
          {
            name: 'above-zero'
            criterionType: 'StaticThresholdCriterion'
            metricNamespace: watch.namespace
            metricName: watch.metric
            timeAggregation: watch.aggregation
            operator: 'GreaterThan'
            threshold: 0
          }
        ]
      }
      actions: empty(email) ? [] : [
        {
          actionGroupId: people.id
        }
      ]
    }
  }
]
