keikaku.index({blocks:1,shards:1})
