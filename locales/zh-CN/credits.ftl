### 客户的支持次数：手动调整、预测、收费。

credits-adjust = 调整
credits-adjust-open = 调整次数…
credits-adjust-title = 调整 { $contract } 的支持次数
credits-adjust-by = 调整数量
credits-adjust-by-text = +2 表示增加，-1.5 表示扣减
credits-adjust-amount-wrong = 请输入不为 0 且最多两位小数的数字
credits-adjust-too-much = 仅剩 { $credits } 可扣减
credits-adjust-result = 当前剩余 { $before }，调整后为 { $after }
credits-adjust-reason-text = 将记入流水和对账单
credits-adjust-toast = 已调整 { $credits } 次

### 限额何时用完。

forecast-runs-out = 预计约 { $date } 用完
forecast-band = 预计约 { $date } 用完（{ $early } 至 { $late } 之间）
forecast-not-in-period = 下一周期
forecast-lasts = 按近几周的速度可用至本周期结束
forecast-lasts-unless = 预计够用；若每周都像近期最忙的一周，则可用至 { $date }
forecast-no-history = 历史数据不足，暂无法预测
