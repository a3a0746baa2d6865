class EventBusIndex {}
