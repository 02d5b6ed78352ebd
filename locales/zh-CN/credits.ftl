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
